import { linkNames } from '../compose/linkNames.ts';
import type { PredictionInput } from '../compose/predictVariables.ts';
import { sourceFacts } from '../compose/sourceFacts.ts';
import type { Algorithm } from '../env/algorithm.ts';
import { linkVariables } from '../env/linkVariables.ts';
import { byNumber, byProtocol, exposedPort } from '../env/ports.ts';
import { linkPrefix } from '../env/prefix.ts';
import { readBack } from '../env/readBack.ts';
import { fullLinkName, lastComponent } from '../links/linkString.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';

/** A variable that takes the place of one that a link sets; it holds the source's name where the link put an address. */
export interface Shim {
  readonly name: string;
  /** As Compose is to get it: what is no reference to a variable has its `$` doubled. */
  readonly value: string;
  /** A variable that Compose has to be given for the value; null for a value that needs none. */
  readonly needs: string | null;
}

/** Which variables are wanted: all that a link sets but those of its source's own environment, the one list of ports, or those of certain names. */
export type WantedShims = 'all' | 'ports' | readonly string[];

/** The variables that can be set by hand, and those that cannot, each with the reason in one sentence. */
export interface Shims {
  readonly shims: readonly Shim[];
  readonly left: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Sets by hand what a legacy link sets, with the link's alias for its source's address: such a value never becomes stale. A port alone
 * (`DB_PORT: 3306`) is never among them, as readers of link variables expect a URL there; nor is a copied value of the source's own environment.
 */
export function shimsFor(input: PredictionInput, wanted: WantedShims): Shims {
  const { alias, target } = input.link;
  if (alias === null || target === null) return { shims: [], left: [] };
  const exposed = portsFor(input, typeof wanted === 'string' ? [] : wanted);
  const all = literals(input, exposed, wanted === 'all' ? [lastComponent(alias)] : aliasesOf(input));
  const list = portList(input, exposed);
  if (wanted === 'ports') return { shims: list ? [list] : [], left: list ? [] : [portless(`${linkPrefix(alias)}_PORTS`)] };
  const own = new Set(input.receiver?.environment.map(({ name }) => name));
  if (wanted === 'all') return { shims: [...all.values()].filter(({ name }) => !own.has(name)), left: [] };
  const shims: Shim[] = [];
  const left: { name: string; reason: string }[] = [];
  for (const name of new Set(wanted)) {
    const shim = all.get(name) ?? ownShim(input, name) ?? (list?.name === name ? list : null);
    if (own.has(name)) left.push({ name, reason: `\`${input.link.service}\` sets it already.` });
    else if (shim) shims.push(shim);
    else left.push(readBack(name, aliasesOf(input)) ? portless(name) : { name, reason: 'It is none that this link sets.' });
  }
  return { shims, left };
}

/** Whether a variable is one that the link can set, or the list of its ports. */
export function isOfLink(input: PredictionInput, name: string): boolean {
  return readBack(name, aliasesOf(input)) !== null || (input.link.alias !== null && name === `${linkPrefix(input.link.alias)}_PORTS`);
}

function portless(name: string): Shims['left'][number] {
  return { name, reason: 'No file tells a port of the source for it.' };
}

function aliasesOf(input: PredictionInput): readonly string[] {
  return linkNames(input).flatMap(({ name }) => (name.includes('<') ? [] : [lastComponent(name)]));
}

/** What the source exposes; where not all of that is known, the ports that names speak of are taken to be among it. */
function portsFor(input: PredictionInput, names: readonly string[]): readonly string[] {
  const { exposed, untold } = sourceFacts(input.source, input.image, input.format);
  if (untold.length === 0) return exposed;
  const read = names.flatMap((name) => {
    const back = readBack(name, aliasesOf(input));
    return back?.port == null || back.proto === null ? [] : [`${back.port}/${back.proto}`];
  });
  return [...new Set([...exposed, ...read])];
}

/** By name; a range is told by the rule of the engine that is asked for, and where that knows none by the other one. */
function literals(input: PredictionInput, exposed: readonly string[], aliases: readonly string[]): ReadonlyMap<string, Shim> {
  const { link, receiver, engine } = input;
  const rules: readonly Algorithm[] = engine <= 27 ? ['number-first', 'tcp-first'] : ['tcp-first', 'number-first'];
  const address = link.alias ?? '';
  const shims = new Map<string, Shim>();
  for (const alias of aliases) {
    const fullName = fullLinkName(receiver?.name ?? link.service, alias);
    for (const [index, algorithm] of rules.entries()) {
      for (const { name, value } of linkVariables({ alias, fullName, address, exposedPorts: exposed, sourceEnv: [] }, algorithm)) {
        const isRange = /_(?:START|END)$/.test(name);
        if (!shims.has(name) && (index === 0 || isRange)) shims.set(name, { name, value: value.replaceAll('$', '$$$$'), needs: null });
      }
    }
  }
  return shims;
}

/** All ports in one value, as an application may be changed to read them. */
function portList({ link, engine }: PredictionInput, exposed: readonly string[]): Shim | null {
  if (exposed.length === 0 || link.alias === null) return null;
  const host = link.alias.replaceAll('$', '$$$$');
  const ports = exposed.map(exposedPort).sort(engine <= 27 ? byNumber : byProtocol);
  const value = ports.map(({ proto, text }) => `${proto}://${host}:${text}`).join(',');
  return { name: `${linkPrefix(link.alias)}_PORTS`, value, needs: null };
}

/** A variable of the source's own environment: what the source takes from Compose's own environment is taken from there, too; nothing is copied. */
function ownShim(input: PredictionInput, name: string): Shim | null {
  const variable = readBack(name, aliasesOf(input))?.sourceVariable;
  if (variable == null || !/^[A-Za-z_]\w*$/.test(variable)) return null;
  const written = input.source?.environment.findLast((entry) => entry.name === variable);
  if (written?.value != null && isInterpolated(written.value) && isReference(written.value))
    return { name, value: written.value, needs: null };
  return { name, value: `\${${variable}}`, needs: written && written.value === null ? null : variable };
}

/** Whether a value says nothing but whose value it takes; one with a default says more. */
function isReference(value: string): boolean {
  return /^\$(?:\w+|\{\w+(?::?\?[^}]*)?\})$/.test(value);
}
