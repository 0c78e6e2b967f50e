'use strict';
// Loaded in the extension host before the suite: marks what the suite prints, and writes down that it ended, and how.
const fs = require('fs');
const util = require('util');

const MARK = '\u2063suite\u2063';
const log = console.log.bind(console);
// The extension host made these accessors with an empty setter: only a new definition replaces them.
for (const name of ['log', 'info', 'warn', 'error']) {
  Object.defineProperty(console, name, { value: (...args) => log(MARK + util.format(...args)), configurable: true, writable: true });
}

exports.run = async () => {
  const report = (result) => fs.writeFileSync(process.env.VSCODE_HOST_RESULT, JSON.stringify(result));
  try {
    await require(process.env.VSCODE_HOST_TESTS).run();
    report({ ok: true });
  } catch (error) {
    report({ ok: false, error: String(error) });
    throw error;
  }
};
