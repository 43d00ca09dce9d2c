// The package in Node, and the example of a server that computes for itself what a browser claims. Run with the packed
// package by `cargo xtask test`.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { relation, score, validatePack } from 'channel-readiness';
import { server } from './server.js';

const TODAY = '2026-03-02';
const pack = JSON.parse(await readFile(new URL(import.meta.resolve('channel-readiness/packs/channel-devops.json')), 'utf8'));
const indicators = pack.dimensions.flatMap((dimension) => dimension.indicators);

// Every question of the side at one level.
function response(side, level) {
  const asked = indicators.filter((indicator) => indicator.sides[side]);
  return {
    kind: 'response',
    format: 1,
    id: '2b9c1d34-7a10-4a63-9f2e-6d1f50c0a111',
    pack: { id: pack.id, version: pack.version },
    side,
    length: 'full',
    company: { id: null, name: 'Kontoso' },
    createdAt: `${TODAY}T08:15:00Z`,
    updatedAt: `${TODAY}T08:41:30Z`,
    answers: Object.fromEntries(asked.map(({ id }) => [id, { state: 'level', level, day: TODAY }])),
  };
}

before(() => new Promise((listening) => server.listen(0, '127.0.0.1', listening)));
after(() => new Promise((closed) => server.close(closed)));

async function claim(body) {
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body });
  return [answer.status, await answer.json()];
}

test('a result is computed as in a browser', async () => {
  const result = await score(JSON.stringify(pack), JSON.stringify(response('vendor', 3)), TODAY);
  assert.equal(result.score, 75);
  assert.equal(result.level, 3);
  assert.equal(result.coverage, 1);
});

test('the views of both sides are compared', async () => {
  const views = [response('vendor', 3), response('partner', 3)].map((view) => JSON.stringify(view));
  const compared = await relation(JSON.stringify(pack), ...views);
  assert.equal(compared.kind, 'relation');
});

test('a questionnaire is read, and its mistakes are named', async () => {
  assert.deepEqual(await validatePack(JSON.stringify(pack)), { valid: true, id: pack.id, version: pack.version, problems: [] });
  const { valid, problems } = await validatePack('{"kind": "pack"');
  assert.equal(valid, false);
  assert.equal(typeof problems[0].cause, 'string');
});

test('a document with mistakes is refused with its places', async () => {
  const refused = score(JSON.stringify(pack), '{"kind": "response", "format": 1}', TODAY);
  await assert.rejects(refused, (error) => error.problems.length > 0 && typeof error.problems[0].place === 'string');
});

test('the server agrees with an honest claim and not with another', async () => {
  const answers = response('vendor', 2);
  const honest = { response: answers, claimed: { score: 50, level: 2 }, today: TODAY };
  const [status, { holds, result }] = await claim(JSON.stringify(honest));
  assert.deepEqual([status, holds, result.score], [200, true, 50]);
  const [refused, verdict] = await claim(JSON.stringify({ ...honest, claimed: { score: 90, level: 4 } }));
  assert.deepEqual([refused, verdict.holds], [409, false]);
});

test('the server says what is wrong with what it is sent', async () => {
  const [status, { problems }] = await claim(JSON.stringify({ response: { kind: 'response' }, claimed: {}, today: TODAY }));
  assert.equal(status, 400);
  assert.ok(problems.length > 0);
  assert.equal((await claim('no JSON'))[0], 400);
});

test('a damaged program is not started', async () => {
  const home = dirname(fileURLToPath(import.meta.resolve('channel-readiness')));
  const copy = await mkdtemp(join(tmpdir(), 'channel-readiness-node-'));
  try {
    await cp(home, copy, { recursive: true });
    const entry = await readFile(join(copy, 'channel-readiness.node.js'), 'utf8');
    const [folder] = entry.match(/core\/[0-9a-f]{16}\//);
    const wasm = join(copy, folder, 'core_bg.wasm');
    const bytes = await readFile(wasm);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(wasm, bytes);
    const damaged = await import(join(copy, 'channel-readiness.node.js'));
    await assert.rejects(damaged.validatePack('{}'), /core_bg\.wasm is not as it was published/);
  } finally {
    await rm(copy, { recursive: true });
  }
});
