import { parentPort } from 'node:worker_threads';
import { serve } from './serve.ts';

// The thread in which large compose files are read.
const port = parentPort;
if (port) {
  port.on(
    'message',
    serve((message) => {
      port.postMessage(message);
    }),
  );
}
