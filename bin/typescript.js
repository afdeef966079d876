'use strict';

const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { sep } = require('node:path');

/** How files are called that Node's `require` has no reader for. */
const foreign = ['.ts', '.tsx', '.mts', '.cts', '.mjs'];

const packages = `${sep}node_modules${sep}`;

/** Words of the language of ES modules; they may be in a comment as well, and then tsx reads what Node could have read. */
const moduleWords = /\b(?:import|export)\b/;

/**
 * Lets tsx read a program, from its first file on that is not plain JavaScript as Node has always read it: loading tsx
 * takes 25 ms, which a program that was compiled need not wait for.
 * @param find says where tsx is
 */
function loadTsxLater(find) {
  const { _extensions: extensions, _resolveFilename: usualFilename } = Module;
  const usualScript = extensions['.js'];
  let isLoaded = false;

  function load() {
    if (isLoaded) return;
    isLoaded = true;
    // Others may have put themselves before these meanwhile.
    for (const extension of foreign) if (extensions[extension] === read) delete extensions[extension];
    if (extensions['.js'] === script) extensions['.js'] = usualScript;
    if (Module._resolveFilename === filename) Module._resolveFilename = usualFilename;
    require(find()).register();
  }

  function read(module, path) {
    load();
    (extensions[path.slice(path.lastIndexOf('.'))] ?? extensions['.js'])(module, path);
  }

  function script(module, path) {
    if (isLoaded) return usualScript(module, path);
    if (path.includes(packages) || !moduleWords.test(readFileSync(path, 'utf8')))
      return usualScript(module, path);
    return read(module, path);
  }

  /** TypeScript may be meant by names that Node does not know. */
  function filename(request, ...rest) {
    try {
      return Reflect.apply(usualFilename, this, [request, ...rest]);
    } catch (error) {
      if (isLoaded || error.code !== 'MODULE_NOT_FOUND') throw error;
      load();
      return Module._resolveFilename(request, ...rest);
    }
  }

  for (const extension of foreign) extensions[extension] = read;
  extensions['.js'] = script;
  Module._resolveFilename = filename;
}

module.exports = { loadTsxLater };
