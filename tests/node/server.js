// A portal's server: it takes a response and the result that a browser claims for it, computes the result itself, and says
// whether the claim holds. An example; `npm install channel-readiness`, then `node server.js`.

import { createServer } from 'node:http';
import { readFile, realpath } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { score } from 'channel-readiness';

const LONGEST = 30_000_000;
// The portal knows which questionnaire it asked: whoever claims a result does not choose the questions.
const pack = await readFile(new URL(import.meta.resolve('channel-readiness/packs/channel-devops.json')), 'utf8');

export const server = createServer(async (request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (request.method !== 'POST') return answer(405, { error: 'POST a response and the result that is claimed' });
  try {
    const { response: answers, claimed, today } = JSON.parse(await text(request));
    const result = await score(pack, JSON.stringify(answers), today);
    const holds = result.score === claimed.score && result.level === claimed.level;
    answer(holds ? 200 : 409, { holds, result });
  } catch (error) {
    answer(400, { error: error.message, problems: error.problems ?? [] });
  }
});

async function text(request) {
  let length = 0;
  const pieces = [];
  for await (const piece of request) {
    length += piece.length;
    if (length > LONGEST) throw new Error('more than 30,000,000 bytes');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

// Run by itself, not by the test. Node names a module by where it really lies, whatever links lead there.
if (import.meta.url === pathToFileURL(await realpath(process.argv[1]).catch(() => '')).href) {
  server.listen(8090, '127.0.0.1', () => console.log('http://127.0.0.1:8090/'));
}
