import { describe, expect, test } from 'vitest';
import { EVENT_FILTER, EventReader } from '../../../../src/sources/engine/events.ts';

const line = (type: string, action: string, actor: object): string => `${JSON.stringify({ Type: type, Action: action, Actor: actor })}\n`;

describe('the events of an engine', () => {
  test.each([
    ['a container starts', line('container', 'start', { ID: 'a' }), [{ action: 'start', container: 'a' }]],
    ['its health changes', line('container', 'health_status: healthy', { ID: 'a' }), [{ action: 'health_status', container: 'a' }]],
    [
      'it joins a network',
      line('network', 'connect', { ID: 'net', Attributes: { container: 'a' } }),
      [{ action: 'connect', container: 'a' }],
    ],
    ['a network is made', line('network', 'create', { ID: 'net', Attributes: {} }), [{ action: 'create', container: null }]],
    ['the daemon reads its settings', line('daemon', 'reload', { ID: 'd' }), [{ action: 'reload', container: null }]],
    ['somebody reads its processes', line('container', 'top', { ID: 'a' }), []],
    ['somebody reads its files', line('container', 'archive-path', { ID: 'a' }), []],
    ['a health check runs', line('container', 'exec_start: /bin/true', { ID: 'a' }), []],
    ['an image is pulled', line('image', 'pull', { ID: 'i' }), [{ action: 'pull', container: null, ofImages: true }]],
    ['an image is saved', line('image', 'save', { ID: 'i' }), []],
    ['a line is no JSON', '<html>\n', []],
    ['a line is another JSON', '[null]\n42\nnull\n', []],
  ])('%s', (_, text, expected) => {
    expect(new EventReader().read(text)).toEqual(expected);
  });

  test('events come in pieces of any size', () => {
    const text = line('container', 'start', { ID: 'a' }) + line('container', 'die', { ID: 'b' });
    for (let size = 1; size < text.length; size += 7) {
      const reader = new EventReader();
      const heard = [];
      for (let at = 0; at < text.length; at += size) heard.push(...reader.read(text.slice(at, at + size)));
      expect(heard.map(({ container }) => container)).toEqual(['a', 'b']);
    }
  });

  test('the engine is asked for no event that our own reading makes', () => {
    expect(EVENT_FILTER).not.toMatch(/"(?:top|archive-path|exec_\w+|attach|resize)"/);
  });
});
