import type { YamlScalar } from '../yaml/tree.ts';

/** Which YAML a program reads: Go's yaml.v3 (Compose 2) or PyYAML's YAML 1.1 (docker-compose 1.x). */
export type YamlDialect = 'go' | 'python';

/** What a scalar is to a program, and the text it makes of it: `1.10` is the number `1.1`, `yes` is true to one and a text to the other. */
export interface ScalarValue {
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly text: string;
}

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:true|True|TRUE)$/;
const FALSE = /^(?:false|False|FALSE)$/;
const OLD_TRUE = /^(?:yes|Yes|YES|on|On|ON)$/;
const OLD_FALSE = /^(?:no|No|NO|off|Off|OFF)$/;

/** A scalar as the dialect's program reads it; quoted ones and those tagged `!!str` are texts as they stand. */
export function scalarValue({ text, style, tag }: YamlScalar, dialect: YamlDialect): ScalarValue {
  const string: ScalarValue = { type: 'string', text };
  if (style !== 'plain' || tag === '!!str' || tag === '!') return string;
  if (NULL.test(text)) return { type: 'null', text: '' };
  const old = dialect === 'python';
  if (TRUE.test(text) || (old && OLD_TRUE.test(text))) return { type: 'boolean', text: 'true' };
  if (FALSE.test(text) || (old && OLD_FALSE.test(text))) return { type: 'boolean', text: 'false' };
  const number = /^[-+.\d]/.test(text) ? (old ? pythonNumber(text) : goNumber(text)) : null;
  return number === null ? string : { type: 'number', text: number };
}

function goNumber(text: string): string | null {
  const plain = text.replaceAll('_', '');
  const [, sign = '', base, digits = ''] = /^([-+]?)(0[bB]|0[oO]|0[xX]|0)?(\w+)$/.exec(plain) ?? [];
  const radix = { '0b': 2, '0o': 8, '0x': 16, '0': 8 }[base?.toLowerCase() ?? ''] ?? 10;
  const integer = digits === '' ? null : wholeNumber(digits, radix);
  if (integer !== null) return signed(sign, integer);
  if (/^[-+]?0$/.test(plain)) return '0';
  return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain) ? String(Number(plain)) : null;
}

function pythonNumber(text: string): string | null {
  const plain = text.replaceAll('_', '');
  if (/^[-+]?(?:0|[1-9][\d_]*)$/.test(text)) return signed(plain[0] === '-' ? '-' : '', BigInt(plain.replace(/^[-+]/, '')));
  const [, sign = '', base = '', digits = ''] = /^([-+]?)(0b|0x|0)([\da-fA-F]+)$/.exec(plain) ?? [];
  const integer = digits === '' ? null : wholeNumber(digits, { '0b': 2, '0x': 16 }[base] ?? 8);
  if (integer !== null) return signed(sign, integer);
  if (/^[-+]?[1-9][\d_]*(?::[0-5]?\d)+$/.test(text)) return sexagesimal(plain);
  return /^[-+]?(?:\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.[\d_]+)$/.test(text) ? decimal(Number(plain)) : null;
}

/** `22:22` is 22 × 60 + 22 in YAML 1.1: why ports want quotes. */
function sexagesimal(text: string): string {
  const value = text
    .replace(/^[-+]/, '')
    .split(':')
    .reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  return signed(text.startsWith('-') ? '-' : '', value);
}

function decimal(value: number): string {
  return Number.isInteger(value) ? `${String(value)}.0` : String(value);
}

function wholeNumber(digits: string, radix: number): bigint | null {
  const allowed = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^\d+$/, 16: /^[\da-fA-F]+$/ }[radix];
  if (!allowed?.test(digits)) return null;
  const prefix = { 2: '0b', 8: '0o', 16: '0x' }[radix] ?? '';
  return BigInt(prefix + digits);
}

function signed(sign: string, value: bigint): string {
  return String(sign === '-' ? -value : value);
}
