#!/usr/bin/env node
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openBrowser, remoteUri, startServer, workbenchUrl } from './server.mjs';

// Takes desktop VS Code's command line, as @vscode/test-electron passes it, and runs the suite on the server and a headless browser.
const MARK = '\u2063suite\u2063';
/** How long the suite may say nothing, in milliseconds: longer than its slowest test. */
const LIMIT = 150_000;
const options = new Map();
const developed = [];
const positional = [];
for (const word of process.argv.slice(2)) {
  const [, name, value] = /^--([^=]+)=?([\s\S]*)$/.exec(word) ?? [];
  if (name === 'extensionDevelopmentPath') developed.push(resolve(value));
  else if (name) options.set(name, value);
  else positional.push(word);
}
const tests = resolve(options.get('extensionTestsPath') ?? '');
const userData = resolve(options.get('user-data-dir') ?? '.vscode-test/user-data');
const resultFile = join(userData, 'suite-result.json');
mkdirSync(userData, { recursive: true });
rmSync(resultFile, { force: true });

// The workbench in a browser takes one extension from where it is developed; further ones are installed.
const [tested, ...neighbours] = developed;
const extensions = resolve(options.get('extensions-dir') ?? join(userData, 'extensions'));
for (const path of neighbours) cpSync(path, join(extensions, basename(path)), { recursive: true });

let finish;
const done = new Promise((settle) => (finish = settle));
const fail = (why) => {
  console.error(`[host] ${why}`);
  finish(1);
};
const server = await startServer({
  userData,
  extensions,
  driver: true,
  environment: { VSCODE_HOST_TESTS: tests, VSCODE_HOST_RESULT: resultFile },
});
server.child.on('exit', (code) => fail(`VS Code's server ended with ${code}`));
const { browser, page } = await openBrowser();
page.on('crash', () => fail('the page crashed'));
const silence = setTimeout(() => fail(`nothing was said for ${LIMIT} ms`), LIMIT).unref();
await page.exposeFunction('codeAutomationLog', (type, [first]) => {
  if (typeof first === 'string' && first.startsWith(MARK)) {
    silence.refresh();
    console.log(first.slice(MARK.length));
  } else if (type === 'error' && String(first).includes(dirname(tests))) console.error(String(first));
});
// The workbench says 0 also when the extension host dies in the middle: only the suite's own word counts.
await page.exposeFunction('codeAutomationExit', (code) => {
  const result = readResult();
  if (!result) fail('the extension host ended in the middle of the suite');
  else finish(result.ok && code === 0 ? 0 : 1);
});
const payload = [
  ['extensionDevelopmentPath', remoteUri(server.port, tested ?? resolve('.'))],
  ['extensionTestsPath', remoteUri(server.port, join(import.meta.dirname, 'entry.cjs'))],
];
await page.goto(workbenchUrl({ ...server, folder: resolve(positional.at(-1) ?? '.'), payload }), { waitUntil: 'commit' });
const code = await done;
await browser.close();
server.kill();
process.exit(code);

function readResult() {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } catch {
    return null;
  }
}
