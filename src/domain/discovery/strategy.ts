import type { LinkMechanism } from '../compose/mechanism.ts';
import type { Row } from '../fixes/rewrite.ts';

/** A way for programs to find each other, other than a link. */
export interface Strategy<Code extends string = string> {
  /** Stable; programs name a strategy by it. */
  readonly code: Code;
  readonly title: string;
  /** One sentence. */
  readonly meaning: string;
  /** When it fits, half a sentence. */
  readonly fits: string;
  /** What it costs, each one sentence. */
  readonly costs: readonly string[];
  /** What it cannot do, each one sentence. */
  readonly cannot: readonly string[];
  /** The four things by which systems of discovery are compared, each in a few words. */
  readonly compared: Readonly<Record<Criterion, string>>;
  /** The kinds of proved edits that put it in a link's place; none where no compose file can prove it. */
  readonly rows: readonly Row[];
  /** What is to be said of it for one link. */
  judge(link: Situation): Judgement;
}

/** By what systems of discovery are compared. */
export const CRITERIA = ['monitoring', 'load balancing', 'integration', 'availability'] as const;

/** One of the things by which systems of discovery are compared. */
export type Criterion = (typeof CRITERIA)[number];

/** How a strategy stands for one link: it fits as things are, only if something holds that files do not tell, or not at all. */
export interface Judgement {
  readonly fit: 'fits' | 'if' | 'no';
  /** Each one sentence. */
  readonly reasons: readonly string[];
}

/** A proved way to do without the link. */
export interface Way {
  readonly row: Row;
  /** As a command: "Replace link "mysql:db" by a network alias". */
  readonly title: string;
  /** Whether a person has to agree to what it changes. */
  readonly asks: boolean;
}

/** What is known of the link at hand. */
export interface Situation {
  readonly receiver: string;
  readonly source: string;
  readonly alias: string;
  readonly mechanism: LinkMechanism;
  /** Whether the source is a service of the same project. */
  readonly inside: boolean;
  /** The proved ways, the preferred first. */
  readonly ways: readonly Way[];
  /** Why there is none, and what a person can do, each one sentence. */
  readonly refusal: { readonly reason: string; readonly instead: readonly string[] } | null;
  /** Services at hand that run Consul, and those that run registrator. */
  readonly consul: readonly string[];
  readonly registrator: readonly string[];
  /** Whether the source publishes a port. */
  readonly published: boolean;
  /** Whether the file is one for `docker stack deploy`, by its name. */
  readonly stack: boolean;
  /** A program of the receiver that is known to look a name up once, when it starts; null where none is known. */
  readonly asksOnce: 'nginx' | 'haproxy' | null;
  /** What else has to be known of the link, each one sentence. */
  readonly notes: readonly string[];
  /** The server at hand that the source, an ambassador, passes connections on to. */
  readonly through: string | null;
  /** The far addresses that the source, an ambassador, passes connections on to. */
  readonly far: readonly string[];
}

/** The ways of a link that a strategy stands for, as a judgement; null where there are none. */
export function provedWays({ ways }: Situation, rows: readonly Row[]): Judgement | null {
  const own = ways.filter(({ row }) => rows.includes(row));
  if (own.length === 0) return null;
  const safe = own.find(({ asks }) => !asks);
  const [first] = own;
  if (safe) return { fit: 'fits', reasons: [`${safe.title}: proved over the files, every name leads where it led before.`] };
  return {
    fit: 'fits',
    reasons: [`${first?.title ?? ''}: proved over the files, and to be confirmed, because it changes more than names.`],
  };
}
