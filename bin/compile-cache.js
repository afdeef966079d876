'use strict';

/*
 * What V8 makes of the program's text, kept in build/cache/ so that not every start makes it anew. Node 22 does so by
 * itself; for Node 20 the build leaves it there (scripts/compile.js), and only the same Node takes it.
 */
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');

const build = join(__dirname, '..', 'build');
/** The files that have all code, as scripts/pack.ts makes them. */
const parts = new Set(['core.js', 'program.js'].map((name) => join(build, 'lib', name)));

/** Lets the modules that are loaded from now on take what is kept. */
function useCompiled() {
  // Left to itself, Node keeps it in the folder for temporary files for good.
  if (Module.enableCompileCache) {
    Module.enableCompileCache(process.env['NODE_COMPILE_CACHE'] ?? join(build, 'cache'));
  } else compileBy((text, filename) => new Script(text, { filename, cachedData: kept(filename) }));
}

/**
 * Collects what is compiled from now on.
 * @returns what keeps it, with the functions that have run until then
 */
function collectCompiled() {
  const scripts = new Map();
  compileBy((text, filename) => {
    const script = new Script(text, { filename });
    scripts.set(filename, script);
    return script;
  });
  return () => {
    for (const [filename, script] of scripts) {
      const path = cacheOf(filename);
      mkdirSync(dirname(path), { recursive: true });
      // Another process may be reading it.
      writeFileSync(`${path}.new`, script.createCachedData());
      renameSync(`${path}.new`, path);
    }
  };
}

function compileBy(compile) {
  const { _compile: usual } = Module.prototype;
  Module.prototype._compile = function (text, filename) {
    if (!parts.has(filename)) return usual.call(this, text, filename);
    const run = compile(Module.wrap(text), filename).runInThisContext();
    return run.call(
      this.exports,
      this.exports,
      Module.createRequire(filename),
      this,
      filename,
      dirname(filename),
    );
  };
}

/** V8 tells by itself what another version of it has made; of the text it compares the length alone. */
function kept(filename) {
  try {
    const path = cacheOf(filename);
    return statSync(path).mtimeMs >= statSync(filename).mtimeMs ? readFileSync(path) : undefined;
  } catch {
    // It was built by another Node, or is a package: then it is compiled.
    return undefined;
  }
}

function cacheOf(filename) {
  return join(build, 'cache', `${basename(filename)}-${process.version}-${process.arch}`);
}

module.exports = { useCompiled, collectCompiled };
