import { baseName, isAbsolute, joined } from '../domain/compose/project/paths.ts';
import type { ProxyConfig } from '../domain/compose/proxyConfig.ts';
import { isInterpolated } from '../syntax/compose/fields.ts';
import type { ComposeBuild, ComposeFile, ComposeService } from '../syntax/compose/composeFile.ts';
import { copiedFiles } from '../syntax/dockerfile/copied.ts';
import { proxyOf, readProxy } from '../syntax/proxies/proxyConfig.ts';
import type { Range } from '../syntax/text.ts';
import { listingUri } from './namingFiles.ts';
import type { TextOf } from './namingFiles.ts';

/** A file or folder that a service has at a place of its own. */
interface Brought {
  readonly uri: string;
  readonly target: string;
  readonly range: Range;
}

/** The configurations of proxies that the services of a file mount or build in, from files beside it; nothing of somebody's own machine is read. */
export function proxyConfigs(folder: string, { services }: ComposeFile, textOf: TextOf): readonly ProxyConfig[] {
  return services.flatMap((service) => {
    const files = brought(service, folder, textOf).flatMap((one) => filesOf(one, textOf));
    const read = files.flatMap(({ uri, target, range }) => {
      const program = proxyOf(target);
      const text = program === null ? null : textOf(uri);
      if (program === null || text === null) return [];
      const { hosts, groups } = readProxy(program, text);
      return [{ groups, config: { service: service.name, program, path: uri, shown: baseName(target), range, hosts } }];
    });
    const groups = new Set(read.flatMap((one) => one.groups));
    return read.map(({ config }) => ({ ...config, hosts: config.hosts.filter(({ host }) => !groups.has(host)) }));
  });
}

/** Only what may hold the configuration of a proxy. */
function brought({ binds, build }: ComposeService, folder: string, textOf: TextOf): readonly Brought[] {
  const mounted = binds.flatMap(({ source, target, range }) =>
    source.startsWith('.') ? [{ uri: joined(folder, source), target, range }] : [],
  );
  return [...mounted, ...(build ? builtIn(build, folder, textOf) : [])].filter(({ target }) => /\/(?:nginx|haproxy)(?:\/|$)/.test(target));
}

/** A context that is no folder beside the file, or that a variable hides, tells nothing. */
function builtIn({ context, dockerfile, inline, range }: ComposeBuild, folder: string, textOf: TextOf): readonly Brought[] {
  const [own, name] = [context ?? '.', dockerfile ?? 'Dockerfile'];
  if (isInterpolated(own + name) || isAbsolute(own) || isAbsolute(name) || /^git@|^github\.com\/|\.git(?:#|$)/.test(own)) return [];
  const base = joined(folder, own);
  const text = inline ?? textOf(joined(base, name));
  return text === null ? [] : copiedFiles(text).map(({ source, target }) => ({ uri: joined(base, `./${source}`), target, range }));
}

/** Where the folder of nginx itself keeps further files. */
const BELOW = ['', 'conf.d/', 'http.d/', 'sites-enabled/', 'stream.d/'];

/** A folder's files are those that its listing names. */
function filesOf({ uri, target, range }: Brought, textOf: TextOf): readonly Brought[] {
  if (/\.(?:conf|cfg|vhost)$/.test(uri)) {
    return [{ uri, target: target.endsWith('/') ? target + baseName(uri) : target, range }];
  }
  const own = target.replace(/\/$/, '');
  return (own.endsWith('/nginx') ? BELOW : ['']).flatMap((below) => {
    const listed = (textOf(listingUri(uri) + below) ?? '')
      .split('\n')
      .map((name) => ({ uri: joined(uri, below + name), target: `${own}/${below}${name}`, range }));
    return listed.filter((one) => !one.uri.endsWith('/') && proxyOf(one.target) !== null);
  });
}
