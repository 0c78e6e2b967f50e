'use strict';
// Preloaded into the server: when the process that started it is gone, even by SIGKILL, the whole process group ends.
const parent = Number(process.env.VSCODE_HOST_PARENT);
if (parent && process.ppid === parent) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(-process.pid, 'SIGKILL');
  }, 1000).unref();
}
