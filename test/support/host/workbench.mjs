import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where pictures are kept. */
export const shots = join(import.meta.dirname, '..', '..', '..', '.vscode-test', 'shots');

/** What a person does in the workbench, over a page of playwright: every step waits for what it should bring about. */
export function workbench(page) {
  const input = page.locator('.quick-input-widget input.input').first();
  const editor = (name) => page.locator(`.monaco-editor[data-uri$="${name}"]`).first();
  const rows = page.locator('.sidebar .pane-body .monaco-list-row');
  const line = (name, text) => editor(name).locator('.view-line', { hasText: text }).first();

  return {
    page,
    rows,
    editor,
    line,

    /** Opens the view container with this title from the activity bar. */
    async openView(title) {
      const icon = page.locator(`.activitybar a.action-label[aria-label^="${title}"]`).first();
      await icon.waitFor({ timeout: 60_000 });
      await icon.click();
      await page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') }).waitFor();
    },

    /** The first row whose text holds this. */
    row: (text) => rows.filter({ hasText: text }).first(),

    /** Opens a row so that what stands below it shows, and returns it. */
    async open(text) {
      const row = rows.filter({ hasText: text }).first();
      await row.waitFor();
      if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
      return row;
    },

    /** Presses the button of a row that has this name. */
    async press(text, name) {
      const row = rows.filter({ hasText: text }).first();
      await row.hover();
      await row.locator(`.actions a.action-label[aria-label="${name}"]`).click();
    },

    /** Chooses an entry of a row's context menu; by the keyboard, as a menu that has just opened takes no click. */
    async choose(text, entry) {
      await rows.filter({ hasText: text }).first().click({ button: 'right' });
      await page.locator('.monaco-menu .action-item', { hasText: entry }).hover();
      await page.keyboard.press('Enter');
    },

    /** Runs a command by its name, as F1 does; the list knows only the commands of extensions that were there when it opened, so it is opened again. */
    async command(name) {
      const found = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
      const seen = (locator) =>
        locator.waitFor({ timeout: 3_000 }).then(
          () => true,
          () => false,
        );
      await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
      for (let tries = 0; tries < 20; tries += 1) {
        await page.keyboard.press('F1');
        if (!(await seen(input))) continue;
        await input.fill(`>${name}`);
        if (await seen(found)) return await found.click();
        await page.keyboard.press('Escape');
      }
      throw new Error(`there is no command "${name}"`);
    },

    /** Opens a file of the workspace by its name, as Control+P does. */
    async openFile(name) {
      await page.keyboard.press('Control+P');
      await input.waitFor();
      await input.fill(name);
      // While files are searched, the list may still begin with one of the same name that was open before.
      const parts = name.split('/');
      let row = page.locator('.quick-input-list .monaco-list-row');
      for (const part of parts) row = row.filter({ hasText: part });
      await row.first().click();
      await editor(name).locator('.view-line').first().waitFor();
    },

    /** Rests the mouse on a word of an editor and returns what the hover says. */
    async hover(name, text) {
      const word = line(name, text).locator('span span', { hasText: text }).last();
      const found = page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
      for (let tries = 0; ; tries += 1) {
        // A text that moves under the mouse takes the hover away; the mouse comes again.
        await page.mouse.move(0, 0);
        await word.hover();
        const there = await found.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => false,
        );
        if (there) return await found.innerText();
        if (tries === 5) throw new Error(`there is no hover on "${text}"`);
      }
    },

    /** Puts the cursor on a text of an editor. */
    async clickOn(name, text) {
      await line(name, text).locator('span span', { hasText: text }).last().click();
    },

    /** Opens the quick fix menu on a text of an editor and returns its titles; a menu that came before the problems were known is opened again. */
    async quickFixes(name, text) {
      const items = page.locator('.action-widget .monaco-list-row');
      // The click marks other places of the word, after which the text stands in several pieces.
      await line(name, text).locator('span span', { hasText: text }).last().click();
      for (let tries = 0; ; tries += 1) {
        await page.keyboard.press('Control+.');
        const there = await items
          .first()
          .waitFor({ timeout: 10_000 })
          .then(
            () => true,
            () => false,
          );
        if (there) return await items.allInnerTexts();
        if (tries === 3) throw new Error(`there is no quick fix on "${text}"`);
        await page.keyboard.press('Escape');
      }
    },

    /** Keeps a picture under .vscode-test/shots. */
    async screenshot(name) {
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: join(shots, `${name}.png`) });
    },
  };
}
