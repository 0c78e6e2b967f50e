/** One container of a compose capture. */
export interface CapturedServiceContainer {
  readonly service: string;
  readonly receiver: { readonly Name: string; readonly State: { readonly Running: boolean } } | { readonly error: unknown };
  readonly resolves?: Readonly<Record<string, CapturedName>> | null;
  /** The first process's environment. */
  readonly pid1_env?: readonly string[] | null;
}

/** What one look-up in a container gave; `dns` has every address that Docker's DNS answers. */
interface CapturedName {
  readonly address: string | null;
  readonly container?: string | null;
  readonly dns?: readonly { readonly container: string | null }[];
}

/** A capture of kind `compose`. */
export interface ComposeCapture {
  readonly case: string;
  readonly tool: string;
  readonly engine: { readonly Tag: string };
  readonly files: Readonly<Record<string, string>>;
  readonly config_error: string;
  readonly commands: readonly { readonly cmd: string; readonly rc: number; readonly stderr: string }[];
  /** For each container in the order of creation all its names, its own among them. */
  readonly order_created: readonly (readonly string[])[];
  readonly containers: readonly CapturedServiceContainer[];
}

/** Whether a JSON is a capture of kind `compose`. */
export function isComposeCapture(json: object): json is ComposeCapture {
  return 'files' in json && 'containers' in json && 'tool' in json;
}
