import { expect, test } from 'vitest';
import { offerFor, offersAt } from '../../../../src/features/variables/offers.ts';
import { choicesFor, editsFor } from '../../../../src/features/variables/view.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';
import { snapshotOf } from '../shared/workspace.ts';

const SHOP =
  'web:\n  image: shop\n  links: ["mysql:db"]\nmysql:\n  image: mysql\n  expose: ["3306"]\n  environment: {PASSWORD: secret, USER: "${SHOP_USER}"}\n';
const DOCUMENT = { uri: 'file:///shop/docker-compose.yml', version: 1 };
const LINK = { service: 'web', raw: 'mysql:db' };
const snapshot = snapshotOf({ 'docker-compose.yml': SHOP });
const at = (line: number) => ({ start: { line, character: 14 }, end: { line, character: 14 } });

test('it is offered at a link that sets variables, for the document as it is on screen', () => {
  expect(offersAt(snapshot, DOCUMENT, at(2))).toMatchObject([LINK]);
  expect(offersAt(snapshot, DOCUMENT, at(1))).toEqual([]);
  expect(offersAt(snapshot, { ...DOCUMENT, version: 2 }, at(2))).toEqual([]);
  expect(offerFor(snapshot, DOCUMENT, { ...LINK, raw: 'mysql' })).toBeNull();
  const wrapped = snapshotOf({ 'docker-compose.yml': 'services:\n  web:\n    links: ["mysql:db"]\n  mysql: {image: mysql}\n' });
  expect(offersAt(wrapped, DOCUMENT, at(2))).toEqual([]);
});

test('the choices are what the link sets, no secret among them', () => {
  const offer = offerFor(snapshot, DOCUMENT, LINK);
  if (!offer) throw new Error('no offer');
  const choices = choicesFor(offer);
  expect(choices.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'DB_PORT=tcp://db:3306',
    'DB_PORT_3306_TCP=tcp://db:3306',
    'DB_PORT_3306_TCP_ADDR=db',
    'DB_PORT_3306_TCP_PORT=3306',
    'DB_PORT_3306_TCP_PROTO=tcp',
    'DB_NAME=/web/db',
    'DB_ENV_PASSWORD=${PASSWORD}',
    'DB_ENV_USER=${SHOP_USER}',
    'DB_PORTS=tcp://db:3306',
  ]);
  expect(JSON.stringify(choices)).not.toContain('secret');
  expect(choices.find(({ name }) => name === 'DB_ENV_PASSWORD')?.note).toBe('PASSWORD has to be given to Compose');
});

test('what is chosen is set, and it is said what that means', () => {
  const offer = offerFor(snapshot, DOCUMENT, LINK);
  if (!offer) throw new Error('no offer');
  const done = editsFor(SHOP, offer, ['DB_PORT_3306_TCP_ADDR', 'DB_PORT_5432_TCP']);
  if (done.kind === 'refused') throw new Error(done.reason);
  expect(applyEdits(SHOP, done.edits)).toBe(
    SHOP.replace('mysql:\n', '  environment:\n    DB_PORT_3306_TCP_ADDR: db\n    DB_PORT_5432_TCP: tcp://db:5432\nmysql:\n'),
  );
  expect(done.notes[0]).toBe('the link stays, and what is set by hand goes before what it sets');
  expect(editsFor(SHOP, offer, ['OTHER_PORT'])).toMatchObject({ kind: 'refused', reason: 'OTHER_PORT: It is none that this link sets.' });
});
