import type { HostsLine } from '../hosts/hostsFile.ts';
import type { Resolver } from '../names/resolvConf.ts';
import type { FirstEnvironment } from './firstEnvironment.ts';

/** Why something was not read, as a stable code and a sentence. */
export interface Unread {
  readonly code: 'not-asked' | 'not-told' | 'not-running' | 'not-shown' | 'refused';
  readonly text: string;
}

/** What one request told, or why nothing is known. */
export type Reading<T> =
  | {
      readonly kind: 'read';
      readonly value: T;
      /** The request that told it, such as `GET /containers/{id}/archive?path=/etc/hosts`. */
      readonly request: string;
      /** When it was read, as an RFC 3339 text. */
      readonly at: string;
    }
  | { readonly kind: 'unknown'; readonly reason: Unread };

/** What was read inside one container that has links. `docker exec` is no evidence: it computes the variables anew. */
export interface ReceiverEvidence {
  readonly receiverId: string;
  readonly environment: Reading<FirstEnvironment>;
  readonly hosts: Reading<readonly HostsLine[]>;
  /** What its `resolv.conf` says; read where it alone tells, which is with Podman. */
  readonly resolver?: Resolver;
}

/** An address that a container was seen to have on the default bridge. */
export interface SeenAddress {
  readonly containerId: string;
  readonly ipv4: string;
  /** When it was seen, as an RFC 3339 text. */
  readonly at: string;
}

/** A reading that tells nothing; `detail` is the engine's own answer where it refused. */
export function unread<T>(code: Unread['code'], detail = ''): Reading<T> {
  return { kind: 'unknown', reason: { code, text: sentence(code, detail) } };
}

/** The evidence of a receiver nobody asked about. */
export function noEvidence(receiverId: string): ReceiverEvidence {
  return { receiverId, environment: unread('not-asked'), hosts: unread('not-asked') };
}

function sentence(code: Unread['code'], detail: string): string {
  switch (code) {
    case 'not-asked':
      return 'Nobody asked the engine for it.';
    case 'not-told':
      return 'The output of docker inspect does not tell it.';
    case 'not-running':
      return 'The container does not run.';
    case 'not-shown':
      return 'The first process does not show its variables, as programs that overwrite their title do.';
    case 'refused':
      return `The engine refused to tell${detail === '' ? '.' : `: ${detail}`}`;
  }
}
