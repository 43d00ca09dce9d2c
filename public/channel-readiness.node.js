// The module in Node: a portal's server can compute for itself what a browser claims. It has no page, and reads the program
// from the disk.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export { ChannelReadiness } from './channel-readiness.js';

// Where the core lies, and the digest of its wasm; the build writes both here (xtask/src/seal.rs).
const [CORE, INTEGRITY] = ['core/', ''];
const folder = new URL(CORE, import.meta.url);

let core;

function program() {
  // A failure is not remembered, so that the next call tries again.
  core ??= start().catch((error) => {
    core = undefined;
    throw error;
  });
  return core;
}

async function start() {
  const module = await import(new URL('core.js', folder).href);
  await module.default(read(new URL('core_bg.wasm', folder), { integrity: INTEGRITY }), read);
  return module;
}

// A part of the program as the answer of a server, compared with its digest as a browser does.
async function read(url, { integrity }) {
  const bytes = await readFile(url);
  const digest = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
  if (integrity && digest !== integrity) throw new Error(`${fileURLToPath(url)} is not as it was published`);
  return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
}

async function reckon(what, given) {
  return (await program()).reckon(what, given.map(String));
}

// As in channel-readiness.js.
export const score = (...given) => reckon('score', given);
export const relation = (...given) => reckon('relation', given);
export const validatePack = (...given) => reckon('validatePack', given);
