import { describe, expect, it, test } from 'vitest';
import { readDotenv, readDotenvFile } from '../../../../src/syntax/dotenv/read.ts';
import { Lines } from '../../../../src/syntax/text.ts';

const read = (text: string) => readDotenv(text).map(({ name, value }) => [name, value]);
const covered = (text: string) =>
  readDotenv(text).map(({ range }) => {
    const { start, end } = new Lines(text).span(range);
    return text.slice(start, end);
  });

test('what stands behind a quoted value is read as the next line', () => {
  expect(read('A="x" B=y\nC=\'z\' # why\n')).toEqual([
    ['A', 'x'],
    ['B', 'y'],
    ['C', 'z'],
  ]);
  expect(readDotenvFile('A=\'x\'"y"\nB=z\n').faults).toHaveLength(1);
});

describe('a line', () => {
  it.each([
    ['A=b', 'b'],
    ['A=', ''],
    ['  A = b c  ', 'b c'],
    ['export A=b', 'b'],
    ['export   A=b', 'b'],
    ['A: b', 'b'],
    ['A=b=c', 'b=c'],
    ['A=tcp://1.2.3.4:3306', 'tcp://1.2.3.4:3306'],
    ['A=b # why', 'b'],
    ['A=b\t# why', 'b'],
    ['A=b#c', 'b#c'],
    ['A= # why', ''],
    ['A="b c" # why', 'b c'],
    ['A="b # c"', 'b # c'],
    ["A='b # c'", 'b # c'],
    ['A="b\\nc\\t\\"d\\" \\\\ \\q"', 'b\nc\t"d" \\ \\q'],
    ["A='b\\nc'", 'b\\nc'],
    ["A='it\\'s'", "it's"],
    ['A="x\\$Y"', 'x$$Y'],
    ['A="one\ntwo"', 'one\ntwo'],
    ['A="one\r\ntwo"', 'one\ntwo'],
    ['A=${B:-c}', '${B:-c}'],
    ['A=""', ''],
    ['A', null],
    ['export A', null],
  ])('%j gives %j', (text, value) => {
    expect(read(text)).toEqual([['A', value]]);
    expect(read(`X=1\r\n${text}\r\nY=2\r\n`)).toEqual([
      ['X', '1'],
      ['A', value],
      ['Y', '2'],
    ]);
  });

  it.each(['db.host_1=x', 'A-B=x', 'A[0]=x', 'Größe=x'])('may name %j', (text) => {
    expect(read(text)).toEqual([[text.slice(0, -2), 'x']]);
  });

  it('says whether the value stands in single quotes', () => {
    expect(readDotenv('A=\'$x\'\nB="$x"\nC=$x\nD').map(({ literal }) => literal)).toEqual([true, false, false, false]);
  });

  it.each(['', '# A=b', '   # A=b', '!A=b', '=b', 'A B=c', '"A"=b', 'A="open', "A='open"])(
    '%j gives nothing, and the next is read',
    (line) => {
      expect(read(line)).toEqual([]);
      expect(read(`X=1\n${line}\nY=2`)).toEqual([
        ['X', '1'],
        ['Y', '2'],
      ]);
    },
  );
});

describe('places', () => {
  it('go from the name to the value’s end, quotes included', () => {
    expect(covered('\uFEFFA=b # c\r\n export B = "c d" # e\r\nC\r\nD=\r\nE="x\r\ny"')).toEqual([
      'A=b',
      'B = "c d"',
      'C',
      'D=',
      'E="x\r\ny"',
    ]);
  });

  it('keep the order and what is written twice', () => {
    expect(read('B=1\nA=2\nB=3\n')).toEqual([
      ['B', '1'],
      ['A', '2'],
      ['B', '3'],
    ]);
  });
});
