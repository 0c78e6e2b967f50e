import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from '../support.ts';
import { CASES } from './cases.ts';
import { actionsAt, apply, openRead, put } from './support.ts';
import type { Action } from './support.ts';

/** Those of the menu that replace links; beside them stand others, as to ignore a problem. */
const replacing = (actions: readonly Action[]): readonly Action[] => actions.filter(({ title }) => /^(?:Replace|Convert)/.test(title));

function kindOf({ edit }: Action): 'safe' | 'asks' | 'none' {
  const edits = edit?.edits ?? [];
  if (edits.length === 0) return 'none';
  const asking = edits.filter(({ metadata }) => metadata?.needsConfirmation === true);
  assert.ok(asking.length === 0 || asking.length === edits.length, 'all edits of an action ask, or none');
  return asking.length > 0 ? 'asks' : 'safe';
}

const saidOf = ({ edit }: Action): string => edit?.edits[0]?.metadata?.description ?? '';

suite('the menu at a link', () => {
  suiteSetup(async () => {
    await activated();
    await put(Object.fromEntries(CASES.map(({ text }, at) => [`menu-${String(at)}/compose.yaml`, text])));
  });

  for (const [at, { name, at: link, text, offers: all, says }] of CASES.entries()) {
    test(name, async () => {
      // The editor lists no action that cannot be taken; that it is refused, and why, is shown by the test of the menu without an editor.
      const offers = all.filter(([kind]) => kind !== 'refused');
      const document = await openRead(`menu-${String(at)}/compose.yaml`);
      const fixes = replacing(await actionsAt(document, link, 'quickfix'));
      assert.deepEqual(
        fixes.map((fix) => [kindOf(fix), fix.title]),
        offers,
      );
      for (const fix of fixes) assert.equal(fix.kind, 'quickfix');
      const preferred = fixes.filter(({ isPreferred }) => isPreferred).map(({ title }) => title);
      assert.deepEqual(preferred, offers[0]?.[0] === 'safe' ? [offers[0][1]] : []);
      if (says && all[0]?.[0] !== 'refused') assert.match(saidOf(fixes[0] ?? { title: '', kind: '' }), says);
      const rewrites = replacing(await actionsAt(document, link, 'refactor.rewrite.dockerLinks'));
      assert.deepEqual(
        rewrites.filter(({ title }) => !title.startsWith('Replace all')).map((each) => [kindOf(each), each.title]),
        offers,
      );
      for (const { kind, isPreferred } of rewrites) assert.deepEqual([kind, isPreferred ?? false], ['refactor.rewrite.dockerLinks', false]);
      // Each way can be taken, and undo takes it back.
      for (const fix of fixes) {
        await apply(fix);
        assert.notEqual(document.getText(), text);
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), text);
      }
    });
  }
});
