/** One endpoint of a captured container. */
export interface CapturedEndpoint {
  readonly IPAddress?: string;
  readonly GlobalIPv6Address?: string;
}

/** One container of a capture, as the engine's inspect endpoint answered, trimmed. */
export interface CapturedContainer {
  readonly Id: string;
  readonly Name: string;
  readonly ListNames?: readonly string[] | null;
  readonly State: { readonly Running: boolean; readonly StartedAt?: string };
  readonly Config: {
    readonly Hostname: string;
    readonly Domainname?: string;
    readonly Env?: readonly string[] | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
  };
  readonly HostConfig: {
    readonly NetworkMode: string;
    readonly Links?: readonly string[] | null;
    readonly ExtraHosts?: readonly string[] | null;
  };
  readonly NetworkSettings: { readonly Networks?: Readonly<Record<string, CapturedEndpoint>> | null };
}

/** What stands where a container could not be inspected. */
export type CapturedAnswer = CapturedContainer | { readonly error: unknown } | null;

/** One observation of a capture; what could not be read is null or missing. */
export interface Phase {
  readonly phase: string;
  readonly receiver: CapturedAnswer;
  readonly sources: readonly CapturedAnswer[];
  readonly pid1_env: readonly string[] | null;
  readonly exec_env: readonly string[] | null;
  readonly etc_hosts?: string | null;
  readonly resolv_conf?: string | null;
  /** What one look-up of each name in the receiver gave: the hosts file first, then DNS. */
  readonly resolves?: Readonly<Record<string, { readonly address: string | null }>> | null;
}

/** A capture of kind `engine`. */
export interface Capture {
  readonly case: string;
  readonly engine: { readonly Tag: string; readonly ApiVersion: string };
  readonly commands: readonly { readonly cmd: string; readonly stdout: string }[];
  readonly phases: readonly Phase[];
}

/** The container, when there is one in this phase. */
export function isContainer(value: CapturedAnswer): value is CapturedContainer {
  return value !== null && 'HostConfig' in value;
}
