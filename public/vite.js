// A plugin for Vite (and Rollup). The package is not bundled: its files find each other by where they lie, and are
// published as they are, so that the core keeps its name and its digests hold. The build copies them into a folder beside
// the portal's own files, and what imports the package imports it from there.

import { createReadStream } from 'node:fs';
import { cp, readFile, stat } from 'node:fs/promises';
import { dirname, extname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));
const NAME = 'channel-readiness';
const ENTRIES = { [NAME]: 'channel-readiness.js', [`${NAME}/frame`]: 'channel-readiness-frame.js' };
// What stands for an entry until it is known where the file that imports it comes to lie.
const placeholder = (entry) => `${NAME}:${entry}`;
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};
// For a server's own code and for people: no page asks for them.
const LEFT_OUT = ['package.json', 'vite.js', 'vite.d.ts', 'channel-readiness.node.js', 'examples'];

/**
 * @param {{ folder?: string }} [options] the folder below the portal's own, `channel-readiness` unless it is named
 */
export default function channelReadiness({ folder = NAME } = {}) {
  let config;
  return {
    name: NAME,
    enforce: 'pre',
    config: () => ({ optimizeDeps: { exclude: Object.keys(ENTRIES) } }),
    configResolved(resolved) {
      config = resolved;
    },

    resolveId(source, importer, options) {
      const entry = ENTRIES[source];
      // What runs in Node takes the package as it is.
      if (!entry || options?.ssr) return null;
      return config?.command === 'serve' ? `\0${placeholder(entry)}` : { id: placeholder(entry), external: true };
    },

    // While somebody develops, from the address at which it is served below.
    async load(id) {
      const entry = Object.values(ENTRIES).find((name) => id === `\0${placeholder(name)}`);
      if (!entry) return null;
      const names = await exported(join(home, entry));
      const address = JSON.stringify(posix.join(config.base || '/', folder, entry));
      return `export const { ${names.join(', ')} } = await import(/* @vite-ignore */ new URL(${address}, location.href).href);`;
    },
    configureServer(server) {
      // What a plugin serves comes before Vite takes the base off the address.
      const prefix = posix.join(config.base || '/', folder, '/');
      server.middlewares.use(prefix, (request, response, next) => serve(request, response, next).catch(next));
    },

    // Relative to the file that imports it, so that it holds wherever the portal is put.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          for (const entry of Object.values(ENTRIES)) {
            const path = posix.relative(posix.dirname(chunk.fileName), posix.join(folder, entry));
            const address = path.startsWith('.') ? path : `./${path}`;
            chunk.code = chunk.code.replaceAll(placeholder(entry), address);
            chunk.imports = chunk.imports.map((name) => (name === placeholder(entry) ? address : name));
          }
        }
      },
    },
    async writeBundle({ dir }) {
      const isWanted = (path) => !LEFT_OUT.includes(path.slice(home.length).split(sep)[1]);
      if (dir) await cp(home, join(dir, folder), { recursive: true, filter: isWanted });
    },
  };
}

// The names that a module exports; its source says each on a line of its own or in one list.
async function exported(file) {
  const source = await readFile(file, 'utf8');
  const lists = [...source.matchAll(/export\s*\{([^}]*)\}/g)].flatMap(([, list]) => list.split(','));
  const listed = lists.map((name) => name.trim().split(/\s+as\s+/).at(-1));
  const declared = [...source.matchAll(/export\s+(?:async\s+)?(?:class|function|const|let)\s+(\w+)/g)];
  return [...new Set([...listed, ...declared.map(([, name]) => name)])].filter(Boolean);
}

// A file of the package; the connection to a server of one's own has to do for what it says of itself.
async function serve(request, response, next) {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = join(home, path);
  const found = file.startsWith(home + sep) && (await stat(file).catch(() => null));
  if (!found || !found.isFile()) return next();
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  response.setHeader('Cache-Control', 'no-cache');
  createReadStream(file).pipe(response);
}
