import { linkPrefix } from '../env/prefix.ts';
import type { Station } from './station.ts';

/** A port that is listened on, and where what comes in is sent; null for what only the container itself knows. */
export interface Forwarding {
  readonly listens: number | null;
  readonly host: string;
  readonly port: number | null;
  /** What tells of it. */
  readonly from: 'command' | 'environment';
}

/** The forms in which programs are told to pass connections on, each as listening port, host and port (manuals of socat, simpleproxy, redir, busybox nc). */
const FORMS: readonly RegExp[] = [
  /\btcp[46]?-l(?:isten)?:(?<listens>\d+)[^\s'"]*['"]?\s+['"]?(?:tcp[46]?|tcp[46]?-connect):(?<host>[^\s:,'"]+):(?<port>\d+)/gi,
  /\bsimpleproxy\b.*?\s-L\s*(?:[\d.]+:)?(?<listens>\d+)\s.*?-R\s*(?<host>[^\s:'"]+):(?<port>\d+)/g,
  /\bredir\b.*?--lport[= ](?<listens>\d+).*?--caddr[= ](?<host>[^\s'"]+).*?--cport[= ](?<port>\d+)/g,
  /\bnc\b(?=[^;&|]*\s-\w*l)[^;&|]*?\s-p\s*(?<listens>\d+)\s+-e\s+(?:\/?(?:usr\/)?bin\/)?(?:busybox\s+)?nc\s+(?<host>[^\s'"]+)\s+(?<port>\d+)/g,
];

/** Whether a command passes TCP connections on, with ports that may be hidden by variables. */
export function passesOn(command: string): boolean {
  return /\bsocat\b/.test(command)
    ? /\btcp[46]?-l(?:isten)?:/i.test(command) && /\s['"]?tcp[46]?(?:-connect)?:/i.test(command)
    : FORMS.some((form) => new RegExp(form.source, form.flags.replace('g', '')).test(command));
}

/** What a command passes on, as far as it says so itself: a host that a variable holds is not told. */
export function commandForwardings(command: string): readonly Forwarding[] {
  return FORMS.flatMap((form) =>
    [...command.matchAll(form)].flatMap(({ groups }): readonly Forwarding[] => {
      const { listens = '', host = '', port = '' } = groups ?? {};
      return host.includes('$') ? [] : [{ listens: Number(listens), host, port: Number(port), from: 'command' }];
    }),
  );
}

/** The form of a link's variable for one port. */
const VARIABLE = /^(.+)_PORT_(\d{1,5})_TCP$/;
const ADDRESS = /^tcp:\/\/(\[[^\]]+\]|[^\s:/]+):(\d{1,5})$/;

/** The link variables that a station's environment sets by hand, and for which it has no link: the far half of a pair of ambassadors has such ones. */
export function handWritten({ environment, links }: Pick<Station, 'environment' | 'links'>): readonly (Forwarding & {
  readonly name: string;
})[] {
  const prefixes = new Set(links.map(({ alias }) => linkPrefix(alias)));
  return environment.flatMap(({ name, value }) => {
    const [, prefix = '', port = ''] = VARIABLE.exec(name) ?? [];
    const [, host = '', to = ''] = ADDRESS.exec(value) ?? [];
    if (prefix === '' || host === '' || prefixes.has(prefix)) return [];
    return [{ name, listens: Number(port), host, port: Number(to), from: 'environment' }];
  });
}
