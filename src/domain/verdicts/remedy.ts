/** What helps, as data: the names are those of containers, networks, aliases and variables. */
export type Remedy =
  | { readonly kind: 'restart-receiver' | 'start-receiver' | 'recreate-receiver'; readonly receiver: string }
  | { readonly kind: 'start-source-first'; readonly source: string; readonly receiver: string }
  | { readonly kind: 'rename-source'; readonly from: string; readonly to: string }
  | { readonly kind: 'connect-source'; readonly source: string; readonly network: string }
  | { readonly kind: 'connect-receiver'; readonly receiver: string; readonly network: string }
  | { readonly kind: 'remove-add-host'; readonly receiver: string; readonly name: string }
  | { readonly kind: 'use-network-alias'; readonly source: string; readonly receiver: string; readonly alias: string }
  | { readonly kind: 'rename-alias'; readonly receiver: string; readonly alias: string }
  | { readonly kind: 'set-variables'; readonly receiver: string; readonly names: readonly string[] }
  | { readonly kind: 'drop-link'; readonly receiver: string; readonly alias: string };

/** What helps, in one sentence. */
export function remedyText(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'restart-receiver':
      return `Restart "${remedy.receiver}".`;
    case 'start-receiver':
      return `Start "${remedy.receiver}".`;
    case 'recreate-receiver':
      return `Remove "${remedy.receiver}" and create it again with its links.`;
    case 'start-source-first':
      return `Start "${remedy.source}" before "${remedy.receiver}" is started or restarted.`;
    case 'rename-source':
      return `Rename "${remedy.from}" back to "${remedy.to}".`;
    case 'connect-source':
      return `Connect "${remedy.source}" to the network "${remedy.network}".`;
    case 'connect-receiver':
      return `Connect "${remedy.receiver}" to the network "${remedy.network}".`;
    case 'remove-add-host':
      return `Create "${remedy.receiver}" again without --add-host for "${remedy.name}".`;
    case 'use-network-alias':
      return `Put "${remedy.receiver}" and "${remedy.source}" on a network of their own, where "${remedy.source}" has the alias "${remedy.alias}".`;
    case 'rename-alias':
      return `Create "${remedy.receiver}" again with another alias in place of "${remedy.alias}".`;
    case 'set-variables':
      return `Set ${remedy.names.join(', ')} in the environment of "${remedy.receiver}".`;
    case 'drop-link':
      return `Create "${remedy.receiver}" again without the link "${remedy.alias}".`;
  }
}
