import { getLines, isPlainPath, listLines, readListing, readNodesPrinted, zookeeperReading } from '../../domain/registries/zookeeper.ts';
import { printedBy } from './command.ts';
import type { ReadLimits, RegistryAnswer } from './target.ts';

/** Reads a tree of a ZooKeeper through `zkCli.sh`, which is told to list it and then to show the nodes that register something. */
export async function readZookeeper(
  command: readonly string[],
  root: string,
  { signal, whole, most }: ReadLimits & { readonly signal: AbortSignal },
): Promise<RegistryAnswer> {
  if (!isPlainPath(root)) return { fault: `"${root}" is no path of ZooKeeper that can be asked for; it begins with / and ends without.` };
  const options = { signal, deadline: whole, most };
  const listed = await printedBy(command, { ...options, lines: listLines(root) });
  if ('fault' in listed) return listed;
  const nodes = readListing(listed.text, root);
  if (!nodes)
    return { fault: `${command.join(' ')} did not list ${root}: it is no zkCli.sh, reaches no ZooKeeper, or there is no such node.` };
  if (nodes.wanted.length === 0) return zookeeperReading([], nodes);
  const printed = await printedBy(command, { ...options, lines: getLines(nodes.wanted) });
  return 'fault' in printed ? printed : zookeeperReading(readNodesPrinted(printed.text, nodes.wanted), nodes);
}
