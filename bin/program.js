'use strict';

const { existsSync, readdirSync, statSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '..');

/**
 * Loads a module of the program by its path without extension: what `npm run build` made of it where that is
 * up to date, else the TypeScript itself. So a fresh clone works without a build, a build makes it faster, and
 * a stale build is never what runs.
 */
function load(module) {
  if (isBuilt(module)) {
    // Node 22 keeps compiled code from run to run; the program is many small files.
    enableCompileCache?.();
    return require(join(root, 'build', `${module}.js`));
  }
  require('tsx/cjs/api').register();
  return require(join(root, `${module}.ts`));
}

function isBuilt(module) {
  // The published package has no sources; a clone has no build at first.
  if (!existsSync(join(root, `${module}.ts`))) return true;
  const built = modified(join(root, 'build', 'main.js'));
  return built !== undefined && sources().every((path) => (modified(path) ?? Infinity) <= built);
}

/** Everything that is compiled; folders too, because removing a file changes nothing but its folder. */
function sources() {
  const folders = ['lib', 'imports'].map((name) => join(root, name)).filter(existsSync);
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(join(folder, entry.name));
    }
  }
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return [join(root, 'main.ts'), ...folders, ...files];
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** Whether an error is a user's mistake, whose message says all; of any other the stack is wanted. */
function isUserMistake(error) {
  return error instanceof Error && error.name === 'ProblemError';
}

/** What to print of an error that ended the program. */
function describe(error) {
  if (isUserMistake(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

module.exports = { load, isUserMistake, describe };
