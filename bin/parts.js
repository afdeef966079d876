'use strict';

/*
 * The few files that have all code (scripts/pack.ts), and what V8 makes of their text, kept in build/cache/ so that not
 * every start makes it anew. The build leaves it there (scripts/compile.js); for another Node, and where the package was
 * installed, the first command does. They are read past `require`, because a loader of TypeScript would search all of
 * their text for what it has to translate.
 */
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join } = require('node:path');
const { Script, runInThisContext } = require('node:vm');
const { asUsual, optimizeLater } = require('./engine.js');
const { takePeersOfProject } = require('./peers.js');
const { loadYamlLater } = require('./yaml-later.js');

const build = join(__dirname, '..', 'build');

/** In a realm of its own, as jest has one for each test file, `require` is that realm's. */
const isOwnRealm = runInThisContext('globalThis') !== globalThis;

let isKeeping = false;

/** The parts that were compiled without what is kept, by their files. */
const compiled = new Map();

/**
 * What a part exports; it runs once, whoever asks first.
 * @returns undefined where it has to be required as any other file: in a realm of its own, and in a bundle
 */
function part(name) {
  if (isOwnRealm) return undefined;
  const filename = join(build, 'lib', name);
  const loaded = Module._cache[filename];
  if (loaded) return loaded.exports;
  const text = read(filename);
  if (text === undefined) return undefined;
  loadYamlLater();
  takePeersOfProject();
  const script = compile(text, filename);
  const module = new Module(filename);
  module.filename = filename;
  Module._cache[filename] = module;
  try {
    const args = [module.exports, requireOf(filename), module, filename, dirname(filename)];
    script.runInThisContext().apply(module.exports, args);
  } catch (error) {
    delete Module._cache[filename];
    throw error;
  }
  module.loaded = true;
  return module.exports;
}

function read(filename) {
  try {
    // It is ASCII, which is read faster so.
    return readFileSync(filename, 'latin1');
  } catch {
    return undefined;
  }
}

/** V8 tells by itself what was made otherwise than it would; of the text it compares the length alone. */
function compile(text, filename) {
  const cachedData = kept(filename);
  const script = asUsual(() => new Script(Module.wrap(text), { filename, cachedData }));
  if (!cachedData || script.cachedDataRejected) compiled.set(filename, script);
  return script;
}

function kept(filename) {
  try {
    const path = cacheOf(filename);
    return statSync(path).mtimeMs >= statSync(filename).mtimeMs ? readFileSync(path) : undefined;
  } catch {
    // Nobody has kept it yet for this Node: then it is compiled.
    return undefined;
  }
}

function requireOf(filename) {
  const usual = Module.createRequire(filename);
  const require = (id) => {
    const [, name] = /^\.\/(\w+\.js)$/.exec(id) ?? [];
    return (name && part(name)) || usual(id);
  };
  return Object.assign(require, usual);
}

/** Keeps what V8 has made of the parts that were compiled in this process, with the functions that have run until now. */
function keepCompiled() {
  for (const [filename, script] of compiled) {
    const path = cacheOf(filename);
    mkdirSync(dirname(path), { recursive: true });
    // Another process may be reading it, or writing it as well.
    const beside = `${path}.${process.pid}`;
    writeFileSync(
      beside,
      asUsual(() => script.createCachedData()),
    );
    renameSync(beside, path);
  }
  compiled.clear();
}

/**
 * For processes that are this package's own: takes what is kept of packages too, where Node does so by itself, and leaves
 * what is compiled.
 */
function useCompiled() {
  if (isKeeping) return;
  isKeeping = true;
  optimizeLater();
  // Left to itself, Node keeps it in the folder for temporary files for good.
  Module.enableCompileCache?.(process.env['NODE_COMPILE_CACHE'] ?? join(build, 'cache'));
  process.once('exit', () => {
    try {
      keepCompiled();
    } catch {
      // The folder is not this user's to write: then each start compiles.
    }
  });
}

function cacheOf(filename) {
  return join(build, 'cache', `${basename(filename)}-${process.version}-${process.arch}`);
}

module.exports = { part, useCompiled, keepCompiled };
