/** One container of a capture, as the engine's inspect endpoint answered, trimmed. */
export interface CapturedContainer {
  readonly Name: string;
  readonly ListNames?: readonly string[] | null;
  readonly State: { readonly Running: boolean };
  readonly Config: {
    readonly Hostname: string;
    readonly Env?: readonly string[] | null;
    readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
  };
  readonly HostConfig: { readonly NetworkMode: string; readonly Links?: readonly string[] | null };
  readonly NetworkSettings: {
    readonly Networks?: Readonly<Record<string, { readonly IPAddress?: string; readonly GlobalIPv6Address?: string }>> | null;
  };
}

/** One observation of a capture. */
export interface Phase {
  readonly phase: string;
  readonly receiver: CapturedContainer | { readonly error: unknown } | null;
  readonly sources: readonly (CapturedContainer | { readonly error: unknown } | null)[];
  readonly pid1_env: readonly string[] | null;
  readonly exec_env: readonly string[] | null;
  readonly etc_hosts: string | null;
}

/** A capture of kind `engine`. */
export interface Capture {
  readonly case: string;
  readonly engine: { readonly Tag: string; readonly ApiVersion: string };
  readonly phases: readonly Phase[];
}

/** The container, when there is one in this phase. */
export function isContainer(value: CapturedContainer | { readonly error: unknown } | null): value is CapturedContainer {
  return value !== null && 'HostConfig' in value;
}
