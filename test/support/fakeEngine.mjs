import { once } from 'node:events';
import { createServer } from 'node:http';

/** A container in the shape in which engines answer; `links` are pairs of a source's name and the alias. */
export function fakeContainer(name, { address = '172.17.0.2', expose = [], env = [], links = [], linkNames = [], labels = {} } = {}) {
  const id = Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
  const networks = { bridge: { IPAddress: address, GlobalIPv6Address: '', Links: null, Aliases: null } };
  return {
    listed: { Id: id, Names: [`/${name}`, ...linkNames], State: 'running', Labels: labels, HostConfig: { NetworkMode: 'default' } },
    inspected: {
      Id: id,
      Name: `/${name}`,
      State: { Running: true, Status: 'running' },
      Config: { Hostname: id.slice(0, 12), Env: env, ExposedPorts: Object.fromEntries(expose.map((port) => [port, {}])), Labels: labels },
      HostConfig: { NetworkMode: 'default', Links: links.map(([source, alias]) => `/${source}:/${name}/${alias}`) },
      NetworkSettings: { Networks: networks },
    },
  };
}

/** An engine of plain HTTP that answers from memory and writes down what it is asked (and tells it at `/asked`); `listen` takes what `server.listen` takes. */
export async function startFakeEngine(listen, containers = [], { version = '28.5.2', api = '1.51' } = {}) {
  const asked = [];
  const listeners = new Set();
  const sockets = new Set();
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://engine');
    const path = pathname.replace(/^\/v\d+\.\d+/, '');
    const say = (status, body) =>
      answer.writeHead(status, { 'Content-Type': 'application/json', 'Api-Version': api }).end(JSON.stringify(body));
    if (path === '/asked') return say(200, asked);
    asked.push(path);
    if (path === '/version') return say(200, { Version: version, ApiVersion: api, Components: [{ Name: 'Engine' }] });
    if (path === '/containers/json')
      return say(
        200,
        containers.map(({ listed }) => listed),
      );
    if (path === '/events') {
      answer.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
      listeners.add(answer);
      return answer.on('close', () => listeners.delete(answer));
    }
    const id = /^\/containers\/([^/]+)\/json$/.exec(path)?.[1];
    const found = containers.find(({ listed }) => listed.Id === id);
    return found ? say(200, found.inspected) : say(404, { message: `No such container: ${id}` });
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(listen);
  await once(server, 'listening');
  return {
    asked,
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
