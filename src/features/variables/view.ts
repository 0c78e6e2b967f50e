import { linkPrefix } from '../../domain/env/prefix.ts';
import { shimsFor } from '../../domain/fixes/shims.ts';
import { shimsRewrite } from '../../domain/fixes/shimsRewrite.ts';
import { lastComponent } from '../../domain/links/linkString.ts';
import type { TextEdit } from '../../syntax/text.ts';
import type { Offer } from './offers.ts';

/** A variable that a person can choose to have set. */
export interface VariableChoice {
  readonly name: string;
  /** As it would be written; secrets are never among them. */
  readonly value: string;
  readonly note: string;
}

/** What a link sets, then what it passes on of its source's own environment, last all its ports in one value; what the service sets itself is left out. */
export function choicesFor({ input }: Offer): readonly VariableChoice[] {
  const prefix = linkPrefix(lastComponent(input.link.alias ?? ''));
  const own = [...(input.image?.env ?? []), ...(input.source?.environment ?? [])].map(({ name }) => `${prefix}_ENV_${name}`);
  const chosen = (wanted: Parameters<typeof shimsFor>[1], note: string): readonly VariableChoice[] =>
    shimsFor(input, wanted).shims.map(({ name, value, needs }) => ({
      name,
      value,
      note: needs === null ? note : `${needs} has to be given to Compose`,
    }));
  return [
    ...chosen('all', ''),
    ...chosen(own, 'from Compose’s own environment'),
    ...chosen('ports', 'a list for code that is changed to read it'),
  ];
}

/** The edits that set variables of certain names, and what a person has to know of them; or why there are none. */
export type VariableEdits =
  | { readonly kind: 'edits'; readonly title: string; readonly edits: readonly TextEdit[]; readonly notes: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Sets variables in the text of the document; the link stays. */
export function editsFor(text: string, { input }: Offer, names: readonly string[]): VariableEdits {
  const rewrite = shimsRewrite({ path: '', text }, input, names);
  if (rewrite.kind === 'refused') return rewrite;
  return {
    kind: 'edits',
    title: rewrite.title,
    edits: rewrite.files.flatMap(({ edits }) => edits),
    notes: [...rewrite.kept, ...rewrite.changed],
  };
}
