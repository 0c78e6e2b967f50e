import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { externalRewrite } from '../../../../src/domain/fixes/externalRewrite.ts';
import type { SharedNetwork } from '../../../../src/domain/fixes/externalRewrite.ts';
import type { ComposeCapture } from '../../../golden/composeCapture.ts';
import { compareCompose } from '../../../golden/composeDerive.ts';

const SHARED: SharedNetwork = { realName: 'shop_default', aliases: [] };

function rewrite(text: string, raw: string, network = SHARED) {
  return externalRewrite({ path: 'compose.yaml', text }, { service: 'web', raw }, network);
}

function textOf(...asked: Parameters<typeof rewrite>): string {
  const result = rewrite(...asked);
  return result.kind === 'refused' ? result.reason : (result.files[0]?.text ?? '');
}

const NETWORK = 'networks:\n  shop_default:\n    external: true\n';

describe('an external link', () => {
  it.each<[string, string, string, SharedNetwork, string]>([
    [
      'stays for its alias, and works on the network of its container',
      'services:\n  web:\n    image: x\n    external_links: ["cache_1:cache"]\n',
      'cache_1:cache',
      SHARED,
      `services:\n  web:\n    image: x\n    external_links: ["cache_1:cache"]\n    networks:\n      - default\n      - shop_default\n${NETWORK}`,
    ],
    [
      'goes where the container’s own name is used',
      'services:\n  web:\n    external_links:\n      - cache_1 # from the shop\n    image: x\n',
      'cache_1',
      SHARED,
      `services:\n  web:\n      # from the shop\n    image: x\n    networks:\n      - default\n      - shop_default\n${NETWORK}`,
    ],
    [
      'goes where the other side gives the name; further links stay',
      'services:\n  web: {image: x, external_links: ["a:b", "c:d"]}\n',
      'c:d',
      { ...SHARED, aliases: ['d'] },
      `services:\n  web: {image: x, external_links: ["a:b"], networks: [default, shop_default]}\n${NETWORK}`,
    ],
    [
      'joins lists and maps of networks that are there, below the networks of the file',
      'services:\n  web:\n    networks: [front]\n    external_links: [a:b]\nnetworks:\n  front: {}\n\nvolumes: {}\n',
      'a:b',
      SHARED,
      'services:\n  web:\n    networks: [front, shop_default]\n    external_links: [a:b]\nnetworks:\n  front: {}\n  shop_default:\n    external: true\n\nvolumes: {}\n',
    ],
    [
      'uses the network by the key that the file has for it',
      'services:\n  web:\n    networks:\n      front:\n        priority: 1\n    external_links: [a:b]\nnetworks:\n  front: {}\n  far: {external: true, name: shop_default}\n',
      'a:b',
      SHARED,
      'services:\n  web:\n    networks:\n      front:\n        priority: 1\n      far:\n    external_links: [a:b]\nnetworks:\n  front: {}\n  far: {external: true, name: shop_default}\n',
    ],
    [
      'gives the network another key where its name is taken',
      'services: {web: {image: x, external_links: [a]}}\nnetworks: {shop_default: {}}\n',
      'a',
      SHARED,
      'services: {web: {image: x, networks: [default, shared1]}}\nnetworks: {shop_default: {}, shared1: {external: true, name: shop_default}}\n',
    ],
  ])('%s', (_title, text, raw, network, expected) => {
    expect(textOf(text, raw, network)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['of a v1 file', 'web: {image: x, external_links: ["a:b"]}\n', 'A v1 file knows no networks; convert it to `services:` first.'],
    ['that is not there', 'services: {web: {image: x}}\n', 'The file has no such link.'],
    [
      'of a service with a network mode',
      'services: {web: {network_mode: bridge, external_links: ["a:b"]}}\n',
      '`web` has a `network_mode`, beside which it can be on no network.',
    ],
    [
      'through an anchor',
      'x-l: &l {external_links: ["a:b"]}\nservices: {web: {<<: *l, image: x}}\n',
      '`a:b` comes to `web` through an anchor or merge key.',
    ],
    [
      'beside networks of an anchor',
      'x-n: &n [front]\nservices: {web: {networks: *n, external_links: ["a:b"]}}\nnetworks: {front: {}}\n',
      'The networks of the service are not written in its own text.',
    ],
  ])('%s stays', (_title, text, reason) => {
    expect(textOf(text, 'a:b')).toBe(reason);
  });

  it('is said to need its name on the other side', () => {
    expect(rewrite('services: {web: {image: x, external_links: ["a:b"]}}\n', 'a:b')).toMatchObject({
      row: 'external',
      title: 'Join the network shop_default of a',
      consent: 'asks',
      kept: ['the external link stays and gives web the name b on shop_default'],
      changed: [
        'web joins the network shop_default, whose other members reach all its ports',
        'shop_default has to be there before the project is started',
        'For the link to go, its container needs the name there: `networks.shop_default.aliases: [b]` in its own compose file, or `docker network connect --alias b shop_default a`',
      ],
    });
  });

  it.each(['1.29.2--20.10.24', '2.26.1--29.7.2'])('%s: the captured successor is what we make of the captured file', (programs) => {
    const captured = (name: string) =>
      JSON.parse(
        readFileSync(new URL(`../../../golden/captures/compose-${programs}--${name}.json`, import.meta.url), 'utf8'),
      ) as ComposeCapture;
    const { files } = captured('external-links');
    const text = textOf(files['docker-compose.yml'] ?? '', 'h3-ext:cache', { realName: 'h3-shared', aliases: ['cache'] });
    expect(text).not.toContain('external_links');
    const successor = captured('external-links-replaced');
    expect(successor.containers.map(({ resolves }) => resolves?.['cache']?.container)).toEqual(['/h3-ext']);
    const outcomes = compareCompose({ ...successor, files: { 'docker-compose.yml': text } });
    expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
  });
});
