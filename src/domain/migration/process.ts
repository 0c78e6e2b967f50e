import { flagged, keyed, listed, written } from './argument.ts';
import type { Argument } from './argument.ts';
import { entriesAt, numberAt, textAt, textEntriesAt, textsAt, valueAt } from './json.ts';

/** A container's inspect data and those of its image; null where the image was not read, and then nothing is left to it. */
export interface Inspected {
  readonly container: unknown;
  readonly image: unknown;
}

/** The options for what the image also says: environment, labels, user, ports, health check; what the image gives anyway is left out. */
export function imageArguments({ container, image }: Inspected): readonly Argument[] {
  return [
    ...ownText('--user', 'Config.User', { container, image }),
    ...ownText('--workdir', 'Config.WorkingDir', { container, image }),
    ...ownText('--stop-signal', 'Config.StopSignal', { container, image }),
    ...hostnameArguments(container),
    ...environmentArguments({ container, image }),
    ...labelArguments({ container, image }),
    ...exposeArguments({ container, image }),
    ...healthArguments({ container, image }),
  ];
}

function ownText(flag: string, path: string, { container, image }: Inspected): readonly Argument[] {
  const text = textAt(container, path);
  return text === '' || text === textAt(image, path) ? [] : [written(flag, text, `{{.${path}}}`)];
}

/** The engine calls a container by its short id unless a name is given. */
function hostnameArguments(container: unknown): readonly Argument[] {
  const hostname = textAt(container, 'Config.Hostname');
  if (hostname === '' || hostname === textAt(container, 'Id').slice(0, 12)) return [];
  return textAt(container, 'HostConfig.UTSMode') === 'host' ? [] : [written('--hostname', hostname, '{{.Config.Hostname}}')];
}

/** Whether the input stays open behind its readers, as `docker run --detach` has it and `docker create` cannot (docker/cli, parse). */
export function keepsInput(container: unknown): boolean {
  return valueAt(container, 'Config.OpenStdin') === true && valueAt(container, 'Config.StdinOnce') !== true;
}

/** Of two entries for one variable the last counts. */
function environmentArguments({ container, image }: Inspected): readonly Argument[] {
  const given = new Set(textsAt(image, 'Config.Env'));
  const entries = textsAt(container, 'Config.Env');
  const last = new Map(entries.map((entry, index) => [nameOf(entry), index]));
  return entries.flatMap((entry, index) => {
    if (given.has(entry) || last.get(nameOf(entry)) !== index) return [];
    return [written('--env', entry, `{{index .Config.Env ${index}}}`)];
  });
}

/** The variable's name in an entry `NAME=value`. */
export function nameOf(entry: string): string {
  return entry.includes('=') ? entry.slice(0, entry.indexOf('=')) : entry;
}

function labelArguments(inspected: Inspected): readonly Argument[] {
  return ownLabels(inspected).flatMap((entry) => (/\s/.test(entry[0]) ? [] : [keyed('--label', 'Config.Labels', entry)]));
}

/** Labels that no option can say: the command line takes no name with a space in it. */
export function lostLabels(inspected: Inspected): readonly string[] {
  return ownLabels(inspected).flatMap(([name]) => (/\s/.test(name) ? [name] : []));
}

function ownLabels({ container, image }: Inspected): readonly (readonly [string, string])[] {
  const given = new Map(textEntriesAt(image, 'Config.Labels'));
  return textEntriesAt(container, 'Config.Labels').filter(([name, value]) => given.get(name) !== value);
}

/** A published port is exposed anyway. */
function exposeArguments({ container, image }: Inspected): readonly Argument[] {
  const known = new Set(
    [...entriesAt(image, 'Config.ExposedPorts'), ...entriesAt(container, 'HostConfig.PortBindings')].map(([key]) => key),
  );
  return entriesAt(container, 'Config.ExposedPorts').flatMap(([port]) => (known.has(port) ? [] : [flagged('--expose', port)]));
}

/** What an image's check says is taken over field by field (moby, daemon/commit.go merge). */
function healthArguments({ container, image }: Inspected): readonly Argument[] {
  const [kind, ...words] = textsAt(container, 'Config.Healthcheck.Test');
  if (kind === 'NONE') return [flagged('--no-healthcheck')];
  const same = JSON.stringify([kind, ...words]) === JSON.stringify(textsAt(image, 'Config.Healthcheck.Test'));
  const times = [
    ['--health-interval', 'Interval'],
    ['--health-timeout', 'Timeout'],
    ['--health-start-period', 'StartPeriod'],
    ['--health-start-interval', 'StartInterval'],
  ] as const;
  const own = (field: string): number => {
    const path = `Config.Healthcheck.${field}`;
    const number = numberAt(container, path);
    return number === numberAt(image, path) ? 0 : number;
  };
  return [
    ...(kind === undefined || same ? [] : healthCommand(kind, words)),
    ...times.flatMap(([flag, field]) => (own(field) === 0 ? [] : [flagged(flag, duration(own(field)))])),
    ...(own('Retries') === 0 ? [] : [flagged('--health-retries', own('Retries'))]),
  ];
}

/** Nanoseconds as Go reads them. */
function duration(nanoseconds: number): string {
  if (nanoseconds % 1e9 === 0) return `${nanoseconds / 1e9}s`;
  return nanoseconds % 1e6 === 0 ? `${nanoseconds / 1e6}ms` : `${nanoseconds}ns`;
}

/** The option takes a line for a shell only; the words of a check without one are quoted for it, but for a word that holds a quote itself. */
function healthCommand(kind: string, words: readonly string[]): readonly Argument[] {
  if (kind === 'CMD-SHELL') return [written('--health-cmd', words[0] ?? '', '{{index .Config.Healthcheck.Test 1}}')];
  if (words.some((word) => word.includes("'"))) return [];
  const template = words.map((_, index) => `'{{index .Config.Healthcheck.Test ${index + 1}}}'`);
  return [written('--health-cmd', words.map((word) => `'${word}'`).join(' '), template.join(' '))];
}

/** Whether the health check names its program's words instead of a line for a shell, which no option can say. */
export function hasExecCheck({ container, image }: Inspected): boolean {
  const test = textsAt(container, 'Config.Healthcheck.Test');
  return test[0] === 'CMD' && JSON.stringify(test) !== JSON.stringify(textsAt(image, 'Config.Healthcheck.Test'));
}

/** The entry point as an option, and the words behind the image; nothing where the image's own are meant. */
export function commandArguments({ container, image }: Inspected): {
  readonly option: readonly Argument[];
  readonly words: readonly Argument[];
} {
  const entrypoint = textsAt(container, 'Config.Entrypoint');
  const command = textsAt(container, 'Config.Cmd');
  const imageCommand = textsAt(image, 'Config.Cmd');
  const words = listed('', 'Config.Cmd', command).map((word, index) => judged(word, command[index - 1] ?? ''));
  const keeps =
    image !== null && same(entrypoint, textsAt(image, 'Config.Entrypoint')) && (command.length > 0 || imageCommand.length === 0);
  if (keeps) return { option: [], words: same(command, imageCommand) ? [] : words };
  const [program, ...rest] = listed('', 'Config.Entrypoint', entrypoint).map((word, index) => judged(word, entrypoint[index - 1] ?? ''));
  return { option: [{ ...(program ?? flagged('', '')), flag: '--entrypoint' }], words: [...rest, ...words] };
}

/** The word behind an option such as `--password` is its value. */
function judged(word: Argument, before: string): Argument {
  const isOption = before.startsWith('-') && !before.includes('=');
  return isOption && word.template !== null ? written(word.flag, word.word ?? '', word.template, before) : word;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
