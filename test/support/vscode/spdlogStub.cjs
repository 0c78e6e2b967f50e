'use strict';
// Stands in for @vscode/spdlog, a native module: appends lines to the log file, so that output channels work without a compiler.
const fs = require('fs');
const path = require('path');

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 0;
    if (file) fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  write(level, message) {
    if (level >= this.level && this.file && fs.existsSync(path.dirname(this.file))) fs.appendFileSync(this.file, `${message}\n`);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}
['trace', 'debug', 'info', 'warn', 'error', 'critical'].forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    this.write(level, message);
  };
});
exports.version = 11200;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating_async', name, file);
