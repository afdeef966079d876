'use strict';

const { existsSync, readdirSync, statSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve, sep } = require('node:path');
const { useCompiled } = require('./parts.js');
const { takePeersOfProject } = require('./peers.js');
const { loadYamlLater } = require('./yaml-later.js');

const root = join(__dirname, '..');

loadYamlLater();
takePeersOfProject();

/** Tells programs that this process runs whose build is up to date. */
const upToDate = 'CDK8S_TRAEFIK_UP_TO_DATE';

/**
 * Loads a module of the program by its path without extension: what `npm run build` made of it where that is
 * up to date, else the TypeScript itself. So a fresh clone works without a build, a build makes it faster, and
 * a stale build is never what runs.
 */
function load(module) {
  if (isBuilt(module)) {
    useCompiled();
    return require(join(root, 'build', `${module}.js`));
  }
  require('tsx/cjs/api').register();
  return require(join(root, `${module}.ts`));
}

/**
 * Loads the program of another project, for which `cdk8s-traefik` is this package: what was built of it, in a clone
 * without an up-to-date build its sources. TypeScript is read by the tsx of that project; a compiled program that is named
 * `.cjs` Node reads by itself, 25 ms sooner.
 */
function loadProgram(file) {
  const areBuilt = isBuilt('lib/index');
  if (!areBuilt || !file.endsWith('.cjs')) require(findTsx(file)).register();
  if (areBuilt) useCompiled();
  else readSources();
  require(resolve(file));
}

/** The tsx of the project; an install without devDependencies leaves it out. */
function findTsx(file) {
  try {
    return require.resolve('tsx/cjs/api', { paths: [process.cwd(), __dirname] });
  } catch {
    throw load('lib/project/handover/index').withoutTsx(file);
  }
}

/** Lets the doors of this package lead to the sources behind them. */
function readSources() {
  const { name, exports } = require(join(root, 'package.json'));
  const sources = new Map(
    Object.entries(exports).flatMap(([door, { default: built }]) =>
      built ? [[name + door.slice(1), join(root, built.replace(/^\.\/build\/(.*)\.js$/, '$1.ts'))]] : [],
    ),
  );
  const { _resolveFilename: usual } = Module;
  Module._resolveFilename = function (request, ...rest) {
    return usual.call(this, sources.get(request) ?? request, ...rest);
  };
}

function isBuilt(module) {
  // The published package has no sources; a clone has no build at first.
  if (!existsSync(join(root, `${module}.ts`))) return true;
  // A command that runs this program has looked at every source already.
  if (process.env[upToDate] === root) return true;
  const built = modified(join(root, 'build', 'main.js'));
  const isUpToDate = built !== undefined && sources().every((path) => (modified(path) ?? Infinity) <= built);
  if (isUpToDate) process.env[upToDate] = root;
  return isUpToDate;
}

/** Everything that is compiled; folders too, because removing a file changes nothing but its folder. */
function sources() {
  const paths = ['lib', 'imports'].map((name) => join(root, name)).filter(existsSync);
  // It grows while it is walked.
  const folders = [...paths];
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}${sep}${entry.name}`;
      paths.push(path);
      if (entry.isDirectory()) folders.push(path);
    }
  }
  return [join(root, 'main.ts'), ...paths];
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

module.exports = { isBuilt, load, loadProgram, isUserMistake, describe };
