import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** A container in the shape in which engines answer; `links` are pairs of a source's name and the alias, `process` is its first process's environment. */
export function fakeContainer(
  name,
  {
    address = '172.17.0.2',
    expose = [],
    env = [],
    links = [],
    linkNames = [],
    labels = {},
    process = [],
    hosts = '127.0.0.1\tlocalhost\n',
  } = {},
) {
  const id = Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
  const networks = { bridge: { IPAddress: address, GlobalIPv6Address: '', Links: null, Aliases: null } };
  return {
    listed: { Id: id, Names: [`/${name}`, ...linkNames], State: 'running', Labels: labels, HostConfig: { NetworkMode: 'default' } },
    inspected: {
      Id: id,
      Name: `/${name}`,
      Image: `sha256:${id}`,
      State: { Running: true, Status: 'running', Pid: 4242 },
      Config: {
        Image: `${name}:latest`,
        Hostname: id.slice(0, 12),
        Env: env,
        ExposedPorts: Object.fromEntries(expose.map((port) => [port, {}])),
        Labels: labels,
      },
      HostConfig: { NetworkMode: 'default', Links: links.map(([source, alias]) => `/${source}:/${name}/${alias}`) },
      NetworkSettings: { Networks: networks },
    },
    top: { Titles: ['PID', 'COMMAND'], Processes: [['4242', ['sleep', '600', ...process].join(' ')]] },
    hosts,
  };
}

/** A tar archive that holds one file. */
function tar(name, text) {
  const body = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(body.length.toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512), Buffer.alloc(1024)]);
}

/** An engine of plain HTTP that answers from memory and writes down what it is asked (and tells it at `/asked`); `listen` takes what `server.listen` takes, `tls` what makes a TLS server, `images` what each image exposes and sets. */
export async function startFakeEngine(listen, containers = [], { version = '28.5.2', api = '1.51', tls = null, images = {} } = {}) {
  const asked = [];
  const spoiled = new Map();
  const listeners = new Set();
  const sockets = new Set();
  const load = { now: 0, most: 0 };
  /** Who wants to hear that nobody listens to events any more. */
  const waiting = [];
  const quiet = (tell) => (listeners.size === 0 ? tell() : waiting.push(tell));
  const respond = (request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://engine');
    const path = pathname.replace(/^\/v\d+\.\d+/, '');
    const say = (status, body) =>
      answer.writeHead(status, { 'Content-Type': 'application/json', 'Api-Version': api }).end(JSON.stringify(body));
    if (path === '/asked') return say(200, asked);
    if (path === '/quiet') return quiet(() => say(200, asked));
    asked.push(path);
    if (path !== '/events') {
      load.now += 1;
      load.most = Math.max(load.most, load.now);
      answer.on('close', () => (load.now -= 1));
    }
    if (spoiled.has(path)) return spoiled.get(path)(answer);
    if (path === '/version') return say(200, { Version: version, ApiVersion: api, Components: [{ Name: 'Engine' }] });
    if (path === '/containers/json')
      return say(
        200,
        containers.map(({ listed }) => listed),
      );
    if (path === '/events') {
      answer.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
      listeners.add(answer);
      return answer.on('close', () => {
        listeners.delete(answer);
        if (listeners.size === 0) for (const tell of waiting.splice(0)) tell();
      });
    }
    if (path === '/networks/bridge') return say(200, { Options: { 'com.docker.network.bridge.enable_icc': 'true' } });
    const [, image] = /^\/images\/(.+)\/json$/.exec(path) ?? [];
    if (image !== undefined) {
      const known = images[decodeURIComponent(image)];
      if (!known) return say(404, { message: `No such image: ${image}` });
      const ExposedPorts = Object.fromEntries((known.expose ?? []).map((port) => [port, {}]));
      return say(200, { Id: `sha256:${image}`, Config: { ExposedPorts, Env: known.env ?? [] } });
    }
    const [, id, what] = /^\/containers\/([^/]+)\/(json|top|archive)$/.exec(path) ?? [];
    const found = containers.find(({ listed }) => listed.Id === id);
    if (!found) return say(404, { message: `No such container: ${id}` });
    // As long as an answer takes, others are open: so many at the same time can be counted.
    return setTimeout(() => {
      if (what === 'archive') answer.writeHead(200, { 'Content-Type': 'application/x-tar' }).end(tar('hosts', found.hosts));
      else say(200, what === 'top' ? found.top : found.inspected);
    }, 1);
  };
  const server = tls ? createTlsServer(tls, respond) : createServer(respond);
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(listen);
  await once(server, 'listening');
  return {
    asked,
    /** How many requests were open at the same time, event streams aside. */
    load,
    server,
    /** What is done instead of an answer, by the path that is asked for. */
    spoiled,
    /** Settles once nobody listens to events. */
    quiet: () => new Promise((resolve) => quiet(resolve)),
    /** Sends every listener a text, event or not, and ends its connection if it is told to. */
    writes: (text, { ending = false } = {}) => {
      for (const listener of listeners) {
        listener.write(text);
        if (ending) listener.destroy();
      }
    },
    /** Tells every listener of an event. */
    says: (Action, ID) => {
      for (const listener of listeners) listener.write(`${JSON.stringify({ Type: 'container', Action, Actor: { ID } })}\n`);
    },
    end: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
