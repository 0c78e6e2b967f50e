#!/usr/bin/env node
import { version } from '../../package.json';
import { fix, readers, shims } from './commands/fix.ts';
import { migrate } from './commands/migrate.ts';
import { names } from './commands/names.ts';
import { registries, registry } from './commands/registries.ts';
import { run } from './commands/run.ts';
import { usages } from './commands/usages.ts';
import { complain } from './complain.ts';
import { HELP } from './help.ts';
import { readOptions } from './options/readOptions.ts';

async function main(args: readonly string[]): Promise<number> {
  const request = readOptions(args);
  switch (request.kind) {
    case 'help':
      process.stdout.write(HELP);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'wrong':
      complain(request.message);
      return 2;
    case 'run':
      return run(request);
    case 'fix':
      return fix(request);
    case 'readers':
      return readers(request);
    case 'shims':
      return shims(request);
    case 'usages':
      return usages(request);
    case 'migrate':
      return migrate(request);
    case 'names':
      return names(request);
    case 'registries':
      return registries(request);
    case 'registry':
      return registry(request);
  }
}

/** A reader that has seen enough (`| head`) closes the pipe; that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
