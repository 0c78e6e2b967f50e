import type { Related } from './rule.ts';
import type { Range } from '../../syntax/text.ts';

/** The codes of what is said about names that services have beside links, each with one sentence that the README says, too. */
export const NAME_RULES = {
  'alias-shared': 'Several services have one name on a network, so Docker’s DNS answers with the addresses of all.',
  'alias-dotted': 'A network alias looks like a public name, which it hides from every service of the network.',
  'alias-differs': 'An alias means one service on one network and another one on a second network, and a service is on both.',
  'alias-other-network': 'A service asks for an alias that another service has only on a network which they do not share.',
  'host-no-network': 'The value of a variable leads to a service with which its own shares no network, so the name does not resolve.',
  'resolves-once': 'A proxy asks for the name of another service once, when it starts, and keeps the address that it had then.',
  'hosts-over-dns': 'A line of `extra_hosts` says something else of a name than Docker’s DNS would.',
} as const;

/** What is to be said about a name. */
export interface NameFinding {
  readonly code: keyof typeof NAME_RULES;
  readonly severity: 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly range: Range;
  /** Where else to look. */
  readonly related?: readonly Related[];
}
