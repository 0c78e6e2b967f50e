/** Names that the hosts file of every container has (moby `libnetwork/etchosts`); it is read before DNS is asked. */
const IN_HOSTS = /^(?:localhost|ip6-(?:localhost|loopback|localnet|mcastprefix|allnodes|allrouters))$/i;

/** Names that resolvers answer themselves (RFC 6761), or Docker Desktop for its virtual machine. */
const ANSWERED = /(?:\.localhost|^localhost\.localdomain|^(?:host|gateway|kubernetes|vm)\.docker\.internal)$/i;

/** Why a name never leads, or need not lead, to a service whatever the network knows; one sentence, null for any other name. */
export function refuseStandardName(name: string): string | null {
  if (IN_HOSTS.test(name)) return `\`${name}\` stands in the hosts file of every container, so the link does not give it.`;
  return ANSWERED.test(name) ? `\`${name}\` is a name that is answered outside the network, so it may lead elsewhere.` : null;
}
