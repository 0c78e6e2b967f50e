import type { Scenario } from '../scenario.ts';

const IMAGE = (value: string) => ({ 'compose.yaml': `services:\n  web: { image: "${value}" }\n` });
const LISTED = 'services:\n  web:\n    image: web\n    environment: [A=$A, "B=$B", "C=$C", "D=$D", "E=$E", "F=$F", "G=$G", "H=$H"]\n';

/** Variables: where they come from and what becomes of them. */
export const environments: readonly Scenario[] = [
  {
    name: 'link-of-a-variable',
    files: { 'compose.yaml': 'services:\n  web: { image: w, links: ["${DB:-db}:x"] }\n  db: { image: d }\n  other: { image: o }\n' },
  },
  {
    name: 'link-is-a-variable',
    files: { 'compose.yaml': 'services:\n  web: { image: w, links: ["${LINK}"] }\n  db: { image: d }\n' },
    environment: { LINK: 'db:y' },
  },
  { name: 'unset', files: IMAGE('a${X}b$Y') },
  { name: 'defaults', files: IMAGE('${X:-a}${E:-b}${E-c}${H:-d}'), environment: { E: '', H: 'h' } },
  { name: 'alternatives', files: IMAGE('a${H:+b}${E:+c}${E+d}${X+e}'), environment: { E: '', H: 'h' } },
  { name: 'nested', files: IMAGE('${X:-${Y:-z}}') },
  { name: 'required', files: IMAGE('${X:?say it}') },
  { name: 'required-and-set', files: IMAGE('${H:?say it}'), environment: { H: 'h' } },
  { name: 'required-and-empty', files: IMAGE('a${E?say it}'), environment: { E: '' } },
  { name: 'required-in-an-unused-default', files: IMAGE('${H:-${X:?no}}'), environment: { H: 'h' }, only: 'compose-2' },
  { name: 'escaped', files: { 'compose.yaml': 'services:\n  web: { image: w, environment: ["A=$$DB_PORT", "B=$$$$x"] }\n' } },
  { name: 'dollar-before-a-digit', files: IMAGE('a$1') },
  { name: 'malformed', files: IMAGE('a${') },
  { name: 'malformed-elsewhere', files: { 'compose.yaml': 'services:\n  web: { image: w, command: "${" }\n' } },
  { name: 'malformed-in-an-extension', files: { 'compose.yaml': 'x-a: "${"\nservices:\n  web: { image: w }\n' } },
  {
    name: 'variable-in-a-key',
    files: { 'compose.yaml': 'services:\n  web: { image: w, environment: { $A: x } }\n' },
    environment: { A: 'a' },
  },
  { name: 'scale-of-a-variable', files: { 'compose.yaml': 'services:\n  web: { image: w, scale: "${N:-2}" }\n' } },
  {
    name: 'dotenv',
    files: {
      'compose.yaml': LISTED,
      '.env': 'A=1\nexport B = two words  # comment\nC="a b\\tc"\nD=\'$A raw\'\nE=${A}-${U:-d}\nF=\n# nothing\nG="x$A"\nH=a#b\n',
    },
    only: 'compose-2',
  },
  {
    name: 'old-dotenv',
    files: {
      'compose.yaml': LISTED,
      '.env': 'A=1\nexport B=two words  # comment\nC="a b\\tc"\nD=\'${A} raw\'\nE=${A}-${U:-d}\nF=\n# nothing\nG="x$A"\nH=a#b\n',
    },
    only: 'compose-1',
  },
  { name: 'environment-over-dotenv', files: { ...IMAGE('$A'), '.env': 'A=file\n' }, environment: { A: 'shell' } },
  { name: 'dotenv-of-the-shell', files: { ...IMAGE('$B'), '.env': 'A=file\nB=$A\n' }, environment: { A: 'shell' }, only: 'compose-2' },
  { name: 'broken-dotenv', files: { ...IMAGE('a'), '.env': 'A=1\nnot a name\n' } },
  { name: 'dotenv-with-a-colon', files: { ...IMAGE('a$A'), '.env': 'A: one\n' } },
  {
    name: 'given-env-files',
    files: { ...IMAGE('$A-$B-$C'), 'one.env': 'A=1\nB=1\n', 'two.env': 'B=2\n', '.env': 'C=no\n' },
    envFiles: ['one.env', 'two.env'],
    only: 'compose-2',
  },
  { name: 'missing-env-file', files: IMAGE('a'), envFiles: ['nosuch.env'] },
  { name: 'name-in-dotenv', files: { ...IMAGE('a'), '.env': 'COMPOSE_PROJECT_NAME=dotted\n' } },
  {
    name: 'profiles-in-dotenv',
    files: {
      'compose.yaml': 'services:\n  a: { image: a, profiles: [p] }\n  b: { image: b, profiles: [q] }\n  c: { image: c }\n',
      '.env': 'COMPOSE_PROFILES=p,x\n',
    },
  },
  {
    name: 'bare-names',
    files: { 'compose.yaml': 'services:\n  a: { image: a, environment: [A, B, C=] }\n', '.env': 'B=file\n' },
    environment: { A: 'shell' },
  },
  {
    name: 'env-file',
    files: {
      'compose.yaml': 'services:\n  a: { image: a, env_file: [one.env, sub/two.env], environment: { C: own } }\n',
      'one.env': 'A=1\nB=1\nC=1\n',
      'sub/two.env': 'B=2\nD=x$$y\n',
    },
  },
  {
    name: 'env-file-is-interpolated',
    files: { 'compose.yaml': 'services:\n  a: { image: a, env_file: one.env }\n', 'one.env': "A=$H\nB=${A}b\nC='$H'\nD=${U:-d}\n" },
    environment: { H: 'h' },
    only: 'compose-2',
  },
  { name: 'env-file-missing', files: { 'compose.yaml': 'services:\n  a: { image: a, env_file: nosuch.env }\n' } },
  {
    name: 'env-file-not-required',
    files: {
      'compose.yaml': 'services:\n  a: { image: a, env_file: [{ path: nosuch.env, required: false }, one.env] }\n',
      'one.env': 'A=1\n',
    },
    only: 'compose-2',
  },
  {
    name: 'env-file-of-a-variable',
    files: { 'compose.yaml': 'services:\n  a: { image: a, env_file: "${F}.env" }\n', 'one.env': 'A=1\n' },
    environment: { F: 'one' },
  },
  { name: 'profile', files: { 'compose.yaml': 'services:\n  a: { image: a, profiles: [p] }\n  b: { image: b }\n' }, profiles: ['p'] },
  { name: 'no-profile', files: { 'compose.yaml': 'services:\n  a: { image: a, profiles: [p] }\n  b: { image: b }\n' } },
  {
    name: 'link-into-a-profile',
    files: { 'compose.yaml': 'services:\n  a: { image: a, profiles: [p] }\n  b: { image: b, links: [a] }\n' },
  },
  {
    name: 'project-directory',
    folder: 'other',
    set: ['compose.yaml'],
    files: { 'compose.yaml': 'services:\n  a: { image: "$A", env_file: x.env }\n', 'other/x.env': 'X=1\n', 'other/.env': 'A=there\n' },
  },
];
