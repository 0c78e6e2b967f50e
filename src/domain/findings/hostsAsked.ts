/** Behind a scheme and what may stand for a user before `@`. */
const IN_URL = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@"']*@)?([a-z0-9][\w.-]*)(?=$|[\s"'`,;)\]}|/<?]|:\d)/gi;
/** Before a port, in a text of its own, in brackets or in a list of such. */
const BEFORE_PORT = /(?<=^|[\s"'`=,;(@])([a-z0-9][\w.-]*):\d{2,5}(?=$|[\s"'`,;)/?])/gi;
/** Names of variables whose whole value is a host. */
const OF_HOST = /(?:^|_)(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i;
/** The names that a service itself is called by, or lets others in by, and images. */
const OWN =
  /^(?:HOSTNAME|HOST)$|(?:VIRTUAL|LETSENCRYPT|ALLOWED|TRUSTED|ADVERTISED|SERVER)_?(?:HOST|HOSTNAME|ADDR|ADDRESS)|IMAGE|TAG|VERSION/i;

/** The hosts that the value of a variable surely names: in URLs, before ports, and alone in a variable that is called after a host. */
export function hostsAsked(name: string, value: string): readonly string[] {
  if (OWN.test(name)) return [];
  const inside = [...value.matchAll(IN_URL), ...value.matchAll(BEFORE_PORT)].flatMap(([, host]) => host ?? []);
  return [...new Set(OF_HOST.test(name) ? [...inside, value.trim()] : inside)];
}

/** The same of a variable as a file writes it, `NAME=value` or `NAME: value`: only hosts in which no other variable has a say. */
export function hostsWritten(name: string, written: string): readonly string[] {
  let masked = written.replaceAll('$$', 'x');
  for (let before = ''; before !== masked;) {
    before = masked;
    masked = masked.replaceAll(/\$(?:\{[^{}]*\}|[A-Za-z_]\w*)/g, 'x');
  }
  const value = masked.replace(/^["']?[\w.-]+["']?\s*[:=]\s*/, '').trim();
  return hostsAsked(name, /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value);
}
