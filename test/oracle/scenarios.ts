import { environments } from './scenarios/environments.ts';
import { formats } from './scenarios/formats.ts';
import { links } from './scenarios/links.ts';
import { merging } from './scenarios/merging.ts';
import { reuse } from './scenarios/reuse.ts';
import { subtleties } from './scenarios/subtleties.ts';
import type { Scenario } from './scenario.ts';

/** Every scenario; each name is a folder's name, and so the project's. */
export const scenarios: readonly Scenario[] = [...links, ...formats, ...merging, ...environments, ...reuse, ...subtleties];
