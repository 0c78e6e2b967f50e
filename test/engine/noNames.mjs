import { createSocket } from 'node:dgram';

// A name server that knows no name and says so at once: node noNames.mjs ADDRESS
const server = createSocket('udp4');
server.on('message', (question, { port, address }) => {
  const answer = Buffer.from(question.subarray(0, endOfQuestion(question)));
  // A response to this question, recursion available, no such name; the question and nothing more (RFC 1035, section 4.1.1).
  answer.writeUInt16BE(0x8183 | (question.readUInt16BE(2) & 0x7900), 2);
  answer.writeUInt16BE(1, 4);
  answer.fill(0, 6, 12);
  server.send(answer, port, address);
});
server.bind(53, process.argv[2]);

/** Where the first question ends: its name, part by part until the empty one, then type and class. */
function endOfQuestion(message) {
  let at = 12;
  while (message[at] > 0) at += message[at] + 1;
  return at + 5;
}
