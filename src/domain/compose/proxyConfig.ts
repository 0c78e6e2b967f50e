import type { ProxyProgram } from '../../syntax/proxies/proxyConfig.ts';
import type { HostAskedOnce } from '../../syntax/proxies/reading.ts';
import type { Range } from '../../syntax/text.ts';

/** A configuration that a service of a compose file brings along for a proxy. */
export interface ProxyConfig {
  readonly service: string;
  readonly program: ProxyProgram;
  /** Of the configuration. */
  readonly path: string;
  /** As people write it. */
  readonly shown: string;
  /** Where the compose file says that the service has it. */
  readonly range: Range;
  readonly hosts: readonly HostAskedOnce[];
}
