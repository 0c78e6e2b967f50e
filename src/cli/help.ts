import { TARGET_ENGINES } from '../domain/engine/target.ts';
import { SEVERITIES } from '../domain/findings/severity.ts';

/** What `--help` prints. */
export const HELP = `Usage: docker-link-inspector COMMAND [OPTION…] [FILE|FOLDER…]

Shows what the container links of compose files and of running containers really do. Without a path the current folder is searched.

Commands:
  links       list the links of every compose file, and of docker run and docker create in scripts
  variables   list the variables that legacy links set, or set up to Docker 28
  check       judge each link of compose files and scripts for an engine, and the code beside them that reads variables of links
  verdicts    say of each link of running containers whether it is right, stale, missing or broken, why, and what helps
              (needs --engine or --inspect, reads no compose files)
  verify      say whether the names that running containers were promised, by their links and by the links, aliases and services of
              their compose files, lead to the right container now (needs --engine or --inspect)
  readiness   say what Docker 29 and 30 change for each link and each of its variables, and what to put in its place
  ambassadors list the services and containers that stand between a client and a server and pass connections on, by which signs each was
              recognised, and what takes its place
  discovery   say for each link which ways there are for programs to find each other without it, which of them fit it and why the others do
              not; without a link how they compare (also as markdown)
  usages      find the code, scripts and configuration that read variables of links, and say of each who sets it
  migrate     write a shell script that moves containers from links to networks, by successors made like them, with what it interrupts
              and how to go back; it is printed and run by nobody (needs --engine or --inspect; takes names of containers)
  names       list the names that resolve, by what each is found and whom it leads to: in the services of compose files once they are up,
              or with --engine or --inspect in containers, those named or all, then with files of --file beside them; --measure
              asks inside the running ones, too
  who NAME    say where a name leads somewhere, and whom to: in services of the files and folders behind it, or with --engine or
              --inspect in containers
  registries  list what registers or discovers services in compose files (with --engine among running containers): Swarm, Consul, etcd,
              ZooKeeper, registrator, Eureka, Traefik, Kubernetes, and the ports that registrator passes over; nothing of it is asked
  registry KIND
              say what a registry holds: services, where they answer, health and time left; it is read and never written:
              registry consul|etcd ADDRESS (the environment's CONSUL_HTTP_TOKEN or ETCD_TOKEN is sent there), registry swarm (asks the
              engine), registry zookeeper -- docker exec -i CONTAINER zkCli.sh (runs that command, which is told to list and to show)
  fix         replace links on project networks by network names and depends_on, and those of docker run by a network, where every name
              is proved to resolve as before

Options:
  --format text|json   how to print (default: text); readiness, verify and discovery also print markdown
  --target ${TARGET_ENGINES.join('|')}    the engine's major version to judge for (default: 29; for a running engine its own)
  -f, --file FILE      links, variables, check, readiness, names, who, usages and fix --readers read these files, one option each, as one
                       project, like docker compose -f; with it the options of docker compose -p NAME, --profile NAME, --env-file FILE and --project-directory FOLDER
  --fail-on SEVERITY   check and verdicts fail from this severity on: ${SEVERITIES.join(', ')} (default: warning)
  --dry-run            fix prints its changes as a diff (for git apply or patch -p1), and to stderr what was proved of each link or why it stays
  --write              fix changes the files, each at one stroke
  --row ROW            fix replaces links in this way, one option each, though more than their names changes: join-network (the receiver
                       joins a network of the source), pair-network (a network for each two), scaled (a name for all containers),
                       bridge (network_mode: bridge goes), v1 (the file gets services:), namespace (network_mode: service:…),
                       host-gateway (the source is on the host's network), cycle (no order of start), profile (the source may be
                       missing), private (the two leave their networks for one of their own), own-name (the receiver's settings say the
                       service's own name), container-names (names like db_1 that files say are aliases, too), external (at an
                       external link, the receiver joins a network of the container), ambassador (client and server without the
                       ambassador between them); alias and same-name change nothing else and are what is replaced without this option
  --only SERVICE[=LINK]  fix replaces the links of this service, or this link of it, one option each
  --readers            fix replaces no link, but has the code that reads its variables ask for DB_HOST, DB_PORT and the like, and sets those
                       in environment of the services that run it, with the link's name for the address; --only keeps to some links
  --keep-old           with --readers the code reads the old name where the new one is not set
  --shims WHICH        fix replaces no link, but sets what links set in environment of their services, with the link's name for the
                       address, so that code goes on without the link: read (what code was found to read), all, ports (one list of
                       all ports, as DB_PORTS), or NAME,…; to be done first, while the link is still there
  --engine             links, variables, verdicts, verify, readiness and ambassadors ask the running engine, the one that the docker command would
                       ask, also for the ports and variables of images that compose files name; fix lets links stay whose source has
                       several containers there
  --context NAME       --engine, and ask the engine of this Docker context
  --host ADDRESS       --engine, and ask the engine at this address (unix://, npipe://, tcp:// or ssh://)
  --inspect FILE       the same from the output of docker inspect instead of an engine, - for the standard input; compose files only
                       if named; --target then also names the version it came from:
                       docker inspect $(docker ps -aq) | docker-link-inspector verdicts --inspect -
  --measure            names looks each name up inside the running containers, too (getent, ping or nslookup NAME), and says where that
                       differs from what is computed; with --dry-run it only prints what it would run
  --live               migrate moves running containers without making them anew, where that was seen to work (Docker 20.10)
  --network NAME       migrate puts the containers on this network, which is made if there is none
  --help               print this
  --version            print the version

Exit codes: 0 nothing to report (fix: nothing left to replace, or all of it written), 1 check, verdicts or verify found something, who
found nobody, names --measure found a name that leads elsewhere, fix --dry-run has something to replace, or migrate leaves containers out, 2 a file or the engine could not be read, a file
not be written, or the command is wrong.
`;
