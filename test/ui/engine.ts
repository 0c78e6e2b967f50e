import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { startEngine } from '../engine/privateEngine.ts';

// An engine for the workbench: the article's containers, and the sample's old file brought up by docker-compose. It says where it listens, and then does
// what each line of its input says: `kill`, `again`, or the words of a docker command. It ends with its input.
const sample = process.argv[2] ?? '';
const engine = await startEngine();
try {
  engine.image('mysql:latest', ['EXPOSE 3306/tcp', 'ENV MYSQL_ROOT_PASSWORD=secret', 'CMD ["sleep","600"]']);
  engine.image('webapp:latest', ['CMD ["sleep","600"]'], ['getent']);
  engine.docker('run', '-d', '--name', 'mysql_server', 'mysql:latest');
  engine.docker('run', '-d', '--name', 'webapp', '--link', 'mysql_server:db', 'webapp:latest');
  engine.image('shop/blog:1', ['CMD ["sleep","600"]']);
  engine.image('shop/mail:1', ['EXPOSE 25/tcp', 'CMD ["sleep","600"]']);
  engine.image('postgres:9.6', ['EXPOSE 5432/tcp', 'CMD ["sleep","600"]']);
  const file = join(sample, 'legacy', 'docker-compose.yml');
  execFileSync('docker-compose', ['-f', file, 'up', '-d'], { env: { ...process.env, DOCKER_HOST: engine.host }, stdio: 'pipe' });
  console.log(`engine ${engine.host}`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'kill') await engine.kill();
    else if (line === 'again') await engine.again();
    else engine.docker(...line.split(' '));
    console.log(`done ${line}`);
  }
} finally {
  await engine.end();
}
