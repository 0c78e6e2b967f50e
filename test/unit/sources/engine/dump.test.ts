import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verdictsOf } from '../../../../src/domain/verdicts/verdictsOf.ts';
import { readDump } from '../../../../src/sources/engine/dump.ts';
import type { Capture } from '../../../golden/capture.ts';
import { isContainer } from '../../../golden/capture.ts';

const folder = new URL('../../../golden/captures/', import.meta.url);

/** What docker inspect would print for the containers of a captured phase. */
function inspected(file: string, label: string): string {
  const capture = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Capture;
  const phase = capture.phases.find((one) => one.phase === label);
  return JSON.stringify([phase?.receiver ?? null, ...(phase?.sources ?? [])].filter(isContainer), null, 4);
}

const TEXT = inspected('26.1.5--restart-new-ip.json', 'run');
const names = (text: string): readonly string[] => readDump(text).facts.details.map(({ name }) => name);

describe('containers are found', () => {
  test.each([
    ['in the output as it is', TEXT],
    ['in one line', JSON.stringify(JSON.parse(TEXT))],
    [
      'between the lines of a shell',
      `$ docker inspect -f '{{.Name}}' x\n/x\n$ docker inspect h3-rcv h3-src nosuch\n${TEXT}\nError: No such object: nosuch\n$ \n`,
    ],
    ['one a line', (JSON.parse(TEXT) as unknown[]).map((one) => JSON.stringify(one)).join('\n')],
    ['with the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
    ['twice', `${TEXT}\n${TEXT}`],
    ['after an output that is cut off', `${TEXT.slice(0, 300)}\n${TEXT}`],
    ['with braces and quotes in values', TEXT.replace('"Domainname": ""', '"Domainname": "}\\\\\\"{["')],
  ])('%s', (_, text) => {
    expect([...names(text)].sort()).toEqual(['h3-rcv', 'h3-src']);
  });

  test('with the labels by which Compose knows them', () => {
    const label = { 'com.docker.compose.service': 'db' };
    const [container] = JSON.parse(TEXT) as { Config: object }[];
    const text = JSON.stringify([{ ...container, Config: { ...container?.Config, Labels: label } }]);
    expect([...(readDump(text).facts.summaries[0]?.labels ?? [])]).toEqual(Object.entries(label));
  });

  test('before the place where the text is cut off, and that is told', () => {
    const text = TEXT.slice(0, TEXT.lastIndexOf('"NetworkSettings"'));
    expect(names(text)).toEqual(['h3-rcv']);
    expect(readDump(text).problems).toEqual(['A part of the text is cut off.']);
  });
});

describe('what is no container is told', () => {
  test.each([
    ['', ['The text is empty.']],
    ['[]', ['The text holds no container as docker inspect prints it.']],
    ['[{"Id": "sha256:1", "RepoTags": []}]', ['The text holds no container as docker inspect prints it.']],
    ['[{"Id": 1, "Name": "/web", "Config": {}, "HostConfig": {}}]', ['"/web" cannot be read: Id is a number.']],
    ['{ "not json }', ['The text holds no container as docker inspect prints it.', 'A part of the text is cut off.']],
  ])('%s', (text, problems) => {
    expect(readDump(text)).toMatchObject({ facts: { details: [] }, gaps: [], problems });
  });

  test('a text of many open braces is read in time', () => {
    const braces = '[{"a":'.repeat(100_000) + '\n[{"a"'.repeat(100_000);
    const spaces = `${'\n'.repeat(300_000)}{${' '.repeat(300_000)}`;
    expect([readDump(braces), readDump(spaces)].flatMap(({ facts }) => facts.details)).toEqual([]);
  });
});

test('what the text cannot tell is named', () => {
  const gaps = (text: string): readonly string[] => readDump(text).gaps.map(({ code }) => code);
  expect(gaps(TEXT)).toEqual(['version', 'link-names', 'first-process', 'hosts-file', 'icc']);
  const bridge = { Name: 'bridge', IPAM: {}, Options: { 'com.docker.network.bridge.enable_icc': 'false' } };
  const both = `${TEXT}\n${JSON.stringify([bridge])}`;
  expect(gaps(both)).not.toContain('icc');
  expect(readDump(both).facts.icc).toBe(false);
  const alone = JSON.stringify((JSON.parse(TEXT) as unknown[]).slice(0, 1));
  expect(readDump(alone).gaps.at(-1)).toEqual({ code: 'sources-missing', text: 'What these sources of links are: h3-src.' });
});

describe('the links of a dump', () => {
  test.each([
    ['restart-new-ip', 'run', 'right', 'derived'],
    ['restart-new-ip', 'source restarted with another address', 'source-restarted', 'unknown'],
    ['source-stops-later', 'source stopped', 'source-stopped', 'read'],
    ['source-recreated', 'source removed', 'unproved', 'unknown'],
    ['source-recreated', 'a new container with the same name', 'source-recreated', 'derived'],
    ['source-recreated', 'receiver restarted', 'source-recreated', 'derived'],
    ['migrate-connect', 'receiver restarted', 'receiver-off-bridge', 'read'],
    ['user-network-restart', 'run', 'dns-right', 'read'],
  ])('%s, %s: %s (%s)', (name, phase, code, known) => {
    const { facts } = readDump(inspected(`26.1.5--${name}.json`, phase));
    const found = verdictsOf(facts, []).flatMap(({ links }) => links.flatMap(({ verdicts }) => verdicts));
    expect(found).toMatchObject([{ code, known }]);
  });
});
