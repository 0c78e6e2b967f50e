import type { Request } from '../requests.ts';
import { parseArgs } from 'node:util';

/** Why arguments make no request. */
export type Wrong = Extract<Request, { readonly kind: 'wrong' }>;

/** Takes arguments apart; throws for an option that there is not. */
export function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const several = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: text,
      target: text,
      'fail-on': text,
      engine: flag,
      inspect: text,
      file: { ...several, short: 'f' },
      'project-name': { ...text, short: 'p' },
      'project-directory': text,
      profile: several,
      'env-file': several,
      row: several,
      only: several,
      'dry-run': flag,
      write: flag,
      shims: text,
      readers: flag,
      'keep-old': flag,
      context: text,
      host: text,
      live: flag,
      measure: flag,
      network: text,
      help: { ...flag, short: 'h' },
      version: flag,
    },
  });
}

/** The options as they are written. */
export type Values = ReturnType<typeof parse>['values'];

/** A text as one of those that are known. */
export function oneOf<T extends string>(known: readonly T[], text: string): T | undefined {
  return known.find((one) => one === text);
}

/** Says what is wrong, and where the rest stands. */
export function wrong(message: string): Wrong {
  return { kind: 'wrong', message: `${message} (see --help)` };
}
