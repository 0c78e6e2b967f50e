import type { FileLink } from '../../domain/compose/fileLinks.ts';
import { readBack } from '../../domain/env/readBack.ts';
import type { ReadBack } from '../../domain/env/readBack.ts';
import { maskSecret } from '../../domain/secrets.ts';
import { effectOfLink, liveLinks, predictionInput } from '../../model/linkValues.ts';
import { linksOfVariable, mayBeLinkVariable } from '../../model/linksOfVariable.ts';
import type { VariableLink } from '../../model/linksOfVariable.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { readersNote, readersOfVariable } from '../../model/readers.ts';
import { code, prose } from '../../base/markdown.ts';
import type { HoverText, Word } from './view.ts';

/** A word that may name a link variable, in the document that holds it. */
export interface VariableWord extends Word {
  readonly uri: string;
  /** Whether Compose itself replaces it before any container starts (`${NAME}` in a compose file). */
  readonly interpolated: boolean;
}

/** What is known of the link variable that a word names: its value now or as predicted, its link, whether the target engine sets it, and what to use instead. */
export function variableHover(snapshot: Snapshot, word: VariableWord): HoverText | null {
  if (!mayBeLinkVariable(word.text)) return null;
  const found = linksOfVariable(snapshot, word.text, word.uri);
  const known = found.some(({ file, link }) => liveLinks(link, file, snapshot).length > 0);
  const parts = [...found.map((hit) => fileText(hit, word, snapshot)), ...(known ? [] : engineTexts(snapshot, word.text))];
  if (parts.length === 0) return null;
  const readers = found.length > 0 ? readersOfVariable(snapshot, word.text, found) : null;
  const last = readers ? [`In the code: ${prose(readersNote(readers))}.`] : [];
  return { range: word.range, markdown: [parts.join('\n\n---\n\n'), ...last].join('\n\n') };
}

function fileText({ file, link, read }: VariableLink, word: VariableWord, snapshot: Snapshot): string {
  const live = liveLinks(link, file, snapshot);
  const values = effectOfLink(link, file, live, snapshot).values.filter(({ name }) => name === word.text);
  const own = file.compose.services.find(({ name }) => name === link.service)?.environment.find(({ name }) => name === word.text);
  const setSentence = (): string => {
    const port = values.length === 0 && link.mechanism === 'legacy' && !word.interpolated ? read.port : null;
    if (port === null) return whetherSet(link, file.target, word.interpolated);
    const source = live.find(({ link: { variables } }) => variables.length > 0)?.link.source;
    return source === undefined
      ? notExposed(link, port, { file, snapshot })
      : `It is not set: the container ${code(source)} does not expose the port ${port}.`;
  };
  const lines = [
    `**${partName(read)}** of the link ${code(link.raw)} of ${code(link.service)} in ${code(file.path)}`,
    ...values.map(({ shown, how, container }) => `${valueHead(how, container)} ${code(shown)}`),
    own ? `${code(link.service)} sets it itself; its own environment wins over the link.` : setSentence(),
    ...instead(link, read),
  ];
  return lines.join('\n\n');
}

/** Whether there is such a variable at all is decided by the image, of which only an engine tells that has it. */
function notExposed(link: FileLink, port: number, { file, snapshot }: { readonly file: ReadFile; readonly snapshot: Snapshot }): string {
  const { target, raw } = link;
  const engine = file.target;
  if (predictionInput(link, file, snapshot).image?.complete)
    return `It is not set: neither a file nor the image of ${code(target ?? raw)} exposes the port ${port}.`;
  const set = engine <= 28 ? 'Docker 28 sets it only then' : `Docker ${engine} does not set it even then`;
  return `No file tells that ${code(target ?? raw)} exposes the port ${port}; its image may. ${set}.`;
}

function valueHead(how: 'derived' | 'predicted' | 'unknown', container: string | null): string {
  switch (how) {
    case 'derived':
      return `Now, for a start of ${code(container ?? '')}:`;
    case 'predicted':
    case 'unknown':
      return 'As files tell:';
  }
}

function partName({ part, port, proto, sourceVariable }: ReadBack): string {
  const which = port === null ? 'the first port' : `port ${port}/${proto ?? 'tcp'}`;
  switch (part) {
    case 'NAME':
      return 'Full link name';
    case 'ENV':
      return `Copy of the source's variable ${code(sourceVariable ?? '')}`;
    case 'URL':
      return `Endpoint of ${which}`;
    case 'ADDR':
      return `Address of ${which}`;
    case 'PORT':
      return `Number of ${which}`;
    case 'PROTO':
      return `Protocol of ${which}`;
    case 'START':
    case 'PORT_START':
      return `Beginning of the range at ${which}`;
    case 'END':
    case 'PORT_END':
      return `End of the range at ${which}`;
  }
}

function whetherSet(link: FileLink, target: ReadFile['target'], interpolated: boolean): string {
  if (interpolated) return 'Compose replaces it here from its own environment and `.env`; what a link sets never gets here.';
  switch (link.mechanism) {
    case 'dns':
      return 'It is never set: the link is a name in Docker’s DNS, and such links set no variables on any engine.';
    case 'legacy':
      return target <= 28
        ? 'Docker 28 sets it when the service starts; it stays as it is when the source gets another address.'
        : `Docker ${target} does not set it; Docker 28 was the last to do so.`;
    case 'none':
      return 'It is not set: the service has no network.';
    case 'refused':
      return 'It is not set: the service cannot start with this link.';
    case 'unknown':
      return 'Whether it is set depends on a variable or on another file.';
  }
}

/** What says the same without link variables. */
function instead({ alias, mechanism }: FileLink, { part, port }: ReadBack): readonly string[] {
  if (alias === null || mechanism === 'refused' || mechanism === 'none') return [];
  switch (part) {
    case 'NAME':
      return [];
    case 'ENV':
      return ['Instead: give the service a variable or secret of its own.'];
    case 'PORT':
    case 'PROTO':
    case 'PORT_START':
    case 'PORT_END':
      return port === null ? [] : [`Instead: the port ${code(String(port))} itself; it does not change.`];
    case 'URL':
    case 'ADDR':
    case 'START':
    case 'END':
      return [
        `Instead: the host name ${code(port === null || part === 'ADDR' ? alias : `${alias}:${port}`)}, which is looked up each time it is used.`,
      ];
  }
}

/** Links of containers that no file of the workspace was made into. */
function engineTexts({ engines }: Snapshot, name: string): readonly string[] {
  return engines.flatMap(({ receivers, version }) =>
    receivers.flatMap(({ receiver, links }) =>
      links.flatMap(({ alias, source, variables, unset }) => {
        const read = readBack(name, [alias], { services: [], project: null });
        if (!read) return [];
        const value = variables.find((variable) => variable.name === name);
        return [
          [
            `**${partName(read)}** of the link of the container ${code(receiver)} to ${code(source)} as ${code(alias)}`,
            ...(value ? [`Now, for a start of ${code(receiver)}: ${code(maskSecret(name, value.value))}`] : []),
            unset?.text ?? `Docker ${version?.version ?? ''} sets it when the container starts.`,
          ].join('\n\n'),
        ];
      }),
    ),
  );
}
