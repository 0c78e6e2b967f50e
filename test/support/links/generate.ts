const SERVICES = ['db', 'cache', 'web', 'api', 'mail', 'queue', 'search', 'auth', 'jobs', 'proxy', 'cron', 'logs'] as const;
const NAMES = ['database', 'd', 'store', 'DB', 'cache', 'mail', 'db-1', 'cache_1', 'x.example', 'shop-db-1', 'on'] as const;
const NETWORKS = ['front', 'back', 'side'] as const;

/** A compose file that the seed decides, of up to twelve services with links and whatever stands in their way, in one of several styles. */
export function generate(seed: number): string {
  return written(new Dice(seed), new Map());
}

/** The files of a project that the seed decides: of 64 seeds in a row eight have a second file, and eight have services that extend others. */
export function generateFiles(seed: number): readonly string[] {
  const kind = Math.floor(seed / 8) % 8;
  const more = new Dice(seed + 1_000_000);
  if (kind === 3) return [generate(seed), overriding(more, projectOf(new Dice(seed)))];
  return [kind === 7 ? written(new Dice(seed), extending(more, projectOf(new Dice(seed)))) : generate(seed)];
}

interface Drawn extends Omit<About, 'name'> {
  readonly style: Style;
  readonly head: readonly string[];
}

function projectOf(dice: Dice): Drawn {
  const names = SERVICES.slice(0, dice.oneIn(3) ? dice.upTo(10) + 2 : dice.upTo(4) + 1);
  const style: Style = { step: dice.oneIn(4) ? '    ' : '  ', tight: dice.oneIn(4), flow: dice.oneIn(6), quoted: dice.oneIn(4) };
  const named = dice.oneIn(2);
  const base = dice.oneIn(8);
  const bridge = dice.oneIn(12);
  const version = dice.upTo(4);
  const head = version === 1 ? ['version: "3.8"'] : version === 2 ? ['version: "2.4"'] : [];
  return { names, style, named, base, bridge, head };
}

/** `extended` are services by those that extend them. */
function written(dice: Dice, extended: ReadonlyMap<string, string>): string {
  const project = projectOf(dice);
  const { names, style, named, base, head } = project;
  const lines = base
    ? [...head, 'x-base: &base', `${style.step}restart: always`, ...(dice.oneIn(3) ? [`${style.step}links: [db]`] : [])]
    : [...head];
  lines.push('services:');
  for (const name of dice.shuffled(names)) {
    lines.push(`${style.step}${name}:${dice.oneIn(6) ? ` # the ${name}` : ''}`);
    const below = extended.get(name);
    if (below !== undefined) lines.push(`${style.step}${style.step}extends: {service: ${below}}`);
    lines.push(...dice.shuffled(parts(dice, style, { ...project, name })).flat());
    if (dice.oneIn(5)) lines.push('');
  }
  if (named) {
    lines.push('networks:', `${style.step}front:`, `${style.step}side:`, `${style.step}back:`);
    if (dice.oneIn(12)) lines.push(`${style.step}${style.step}external: true`);
  } else if (dice.oneIn(20)) {
    lines.push('networks:', `${style.step}default:`, `${style.step}${style.step}external: true`);
  }
  const text = lines.join('\n') + (dice.oneIn(4) ? '' : '\n');
  return dice.oneIn(5) ? text.replaceAll('\n', '\r\n') : text;
}

function extending(dice: Dice, { names }: Drawn): ReadonlyMap<string, string> {
  return new Map(names.flatMap((name, index) => (index > 0 && dice.oneIn(3) ? [[name, dice.pick(names.slice(0, index))] as const] : [])));
}

/** A second file, which adds to services of the first, and sometimes one of its own. */
function overriding(dice: Dice, project: Drawn): string {
  const { names, style, named, head } = project;
  const at = style.step + style.step;
  const services = names.flatMap((name) => {
    const result: (readonly string[])[] = [];
    const maybe = (odds: number, lines: () => readonly string[]): void => {
      if (dice.oneIn(odds)) result.push(lines());
    };
    maybe(2, () =>
      linksTo(
        dice,
        style,
        at,
        names.filter((other) => other !== name),
      ),
    );
    maybe(10, () => list(dice, style, at, 'depends_on', [dice.pick(names.filter((other) => other !== name))]));
    maybe(4, () => (named ? networks(dice, style, at) : [`${at}networks: {default: {aliases: [${dice.pick(NAMES)}]}}`]));
    maybe(14, () => [`${at}hostname: ${dice.pick(NAMES)}`]);
    maybe(14, () => [`${at}scale: 2`]);
    maybe(14, () => hostSaid(dice, style, at));
    return result.length === 0 ? [] : [`${style.step}${name}:`, ...result.flat()];
  });
  const own = [`${style.step}extra:`, `${at}image: extra`, ...linksTo(dice, style, at, names)];
  const all = [...services, ...(services.length === 0 || dice.oneIn(4) ? own : [])];
  return [...head, 'services:', ...all, ''].join('\n');
}

interface Style {
  readonly step: string;
  /** Lists stand at their key's column. */
  readonly tight: boolean;
  readonly flow: boolean;
  readonly quoted: boolean;
}

interface About {
  readonly name: string;
  readonly names: readonly string[];
  readonly named: boolean;
  readonly base: boolean;
  /** Most services are on the default bridge. */
  readonly bridge: boolean;
}

function parts(dice: Dice, style: Style, { name, names, named, base, bridge }: About): readonly (readonly string[])[] {
  const at = style.step + style.step;
  const others = names.filter((other) => other !== name || dice.oneIn(20));
  const result: (readonly string[])[] = [[`${at}image: ${name}`]];
  const maybe = (odds: number, lines: () => readonly string[]): void => {
    if (dice.oneIn(odds)) result.push(lines());
  };
  if (name !== 'db' && !dice.oneIn(3)) result.push(linksTo(dice, style, at, others));
  maybe(12, () => list(dice, style, at, 'depends_on', [...new Set([dice.pick(others)])]));
  maybe(12, () => [
    `${at}depends_on:`,
    `${at}${style.step}${dice.pick(others)}:`,
    `${at}${style.step}${style.step}condition: service_healthy`,
  ]);
  if (bridge) maybe(1, () => (dice.oneIn(6) ? [] : [`${at}network_mode: bridge`]));
  if (named && !bridge) maybe(1, () => networks(dice, style, at));
  else maybe(12, () => [`${at}networks: {default: {aliases: [${dice.pick(NAMES)}]}}`]);
  maybe(14, () => [`${at}container_name: ${dice.pick([...NAMES, `${name}_1`])}`]);
  maybe(14, () => [`${at}hostname: ${dice.pick(NAMES)}`]);
  maybe(14, () => [`${at}scale: 2`]);
  maybe(14, () => [`${at}profiles: [extra]`]);
  maybe(20, () => [`${at}network_mode: ${dice.pick(['host', 'bridge', 'none', `"service:${dice.pick(others)}"`])}`]);
  maybe(20, () => [`${at}healthcheck: {test: "true"}`]);
  maybe(14, () => [`${at}extra_hosts: ["${dice.pick(NAMES)}:10.0.0.1"]`]);
  maybe(10, () => hostSaid(dice, style, at));
  if (base) maybe(2, () => [`${at}<<: *base`]);
  return unique(result);
}

function linksTo(dice: Dice, style: Style, at: string, targets: readonly string[]): readonly string[] {
  const links = Array.from({ length: dice.upTo(3) }, () => dice.pick(targets) + (dice.oneIn(2) ? '' : `:${dice.pick(NAMES)}`));
  return list(dice, style, at, 'links', links);
}

/** A setting that names a host. */
function hostSaid(dice: Dice, style: Style, at: string): readonly string[] {
  const hosts = ['db_1', 'db-2', 'cache-1', 'mail', 'old_db_1', 'shop_db_1', 'database', 'store'];
  return [`${at}environment:`, `${at}${style.step}HOST: ${dice.pick(hosts)}`];
}

/** Of parts with one key the first. */
function unique(all: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const keys = new Set<string>();
  return all.filter(([first = '']) => {
    const key = first.trim().split(':')[0] ?? '';
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

function networks(dice: Dice, style: Style, at: string): readonly string[] {
  const chosen = dice.oneIn(3) ? [dice.pick(NETWORKS)] : dice.oneIn(2) ? NETWORKS : (['front', 'back'] as const);
  if (dice.oneIn(2)) return list(dice, style, at, 'networks', chosen);
  const inner = at + style.step;
  return [
    `${at}networks:`,
    ...chosen.flatMap((network) => {
      if (dice.oneIn(3)) return [`${inner}${network}:`, `${inner}${style.step}aliases: [${dice.pick(NAMES)}]`];
      if (dice.oneIn(3)) return [`${inner}${network}:`, `${inner}${style.step}priority: 5`];
      return [`${inner}${network}:${dice.oneIn(4) ? ' {}' : ''}`];
    }),
  ];
}

function list(dice: Dice, style: Style, at: string, key: string, items: readonly string[]): readonly string[] {
  const written = items.map((item) => (style.quoted || item === 'on' ? `"${item}"` : item));
  if (style.flow) return [`${at}${key}: [${written.join(', ')}]`];
  const inner = style.tight ? at : at + style.step;
  return [
    `${at}${key}:`,
    ...written.flatMap((item) => [`${inner}- ${item}${dice.oneIn(6) ? ' # why' : ''}`, ...(dice.oneIn(12) ? [`${inner}# more`] : [])]),
  ];
}

/** Numbers that one seed decides (a multiplier of L'Ecuyer's for modulus 2^31 - 1). */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 7919) % 2147483647;
  }

  upTo(limit: number): number {
    this.#state = (this.#state * 48271) % 2147483647;
    return 1 + (this.#state % limit);
  }

  oneIn(odds: number): boolean {
    return this.upTo(odds) === 1;
  }

  pick<T>(from: readonly T[]): T {
    const one = from[this.upTo(from.length) - 1];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  shuffled<T>(from: readonly T[]): readonly T[] {
    return from
      .map((one) => ({ one, at: this.upTo(1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  }
}
