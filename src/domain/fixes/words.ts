/** A link that goes, by whom its service still reaches, and what goes with it. */
interface Gone {
  readonly service: string;
  readonly source: string;
  readonly alias: string;
  readonly lost: readonly string[];
  readonly restarted: boolean;
}

/** What was proved of a link that goes and what goes with it, in half sentences. */
export function provedWords({ service, source, alias, lost, restarted }: Gone, unsearched: readonly string[]): string {
  const words = [`${service} still resolves ${alias === source ? source : `${alias} → ${source}`}`, 'start order kept'];
  if (lost.length > 0)
    words.push(`lost: ${lost.join(', ')}, ${unsearched.length === 0 ? 'used nowhere' : 'used in no file that was searched'}`);
  if (restarted) words.push(restartWords([service], source));
  return words.join('; ');
}

/** What a link did and the short `depends_on` does not. */
export function restartWords(services: readonly string[], source: string): string {
  return `\`docker compose restart ${source}\` no longer restarts ${services.join(', ')}`;
}
