'use strict';

const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { sep } = require('node:path');

/** How files are called that Node's `require` has no reader for. */
const foreign = ['.ts', '.tsx', '.jsx', '.mts', '.cts', '.mjs'];

const packages = `${sep}node_modules${sep}`;

/** Words of the language of ES modules; they may be in a comment as well, and then tsx reads what Node could have read. */
const moduleWords = /\b(?:import|export)\b/;

/**
 * Lets tsx read a program, from its first file on that is not plain JavaScript as Node has always read it: loading tsx
 * takes 25 ms, which a program that was compiled need not wait for. Whoever puts a reader of their own before these keeps
 * it there, as if tsx had been there from the start.
 * @param find says where tsx is; undefined where it is not installed
 * @param refusal makes the error of a program that needs it then
 */
function loadTsxLater(find, refusal) {
  const { _extensions: extensions, _resolveFilename: usualFilename } = Module;
  const usualScript = extensions['.js'];
  const own = new Map([['.js', script], ...foreign.map((extension) => [extension, read])]);
  /** What tsx has put in the place of these. */
  let tsx;
  let place;

  /** Looking for tsx asks for a file that may not be there, too. */
  function placeOfTsx() {
    if (!place) {
      place = {};
      place.path = find();
    }
    return place.path;
  }

  function load() {
    const path = placeOfTsx();
    if (!path) throw refusal();
    const theirs = [...own].flatMap(([name, reader]) =>
      extensions[name] === reader ? [] : [[name, extensions[name]]],
    );
    const theirFilename = Module._resolveFilename;
    for (const name of foreign) delete extensions[name];
    extensions['.js'] = usualScript;
    Module._resolveFilename = usualFilename;
    require(path).register();
    const readers = new Map(Array.from(own.keys(), (name) => [name, extensions[name] ?? extensions['.js']]));
    tsx = { readers, filename: Module._resolveFilename };
    for (const [name, reader] of theirs) extensions[name] = reader;
    if (theirFilename !== filename) Module._resolveFilename = theirFilename;
  }

  function read(module, path) {
    if (!tsx) load();
    const name = path.slice(path.lastIndexOf('.'));
    (tsx.readers.get(name) ?? tsx.readers.get('.js'))(module, path);
  }

  function script(module, path) {
    if (tsx) return read(module, path);
    if (path.includes(packages)) return packaged(module, path);
    const text = readFileSync(path, 'utf8');
    // As tsx does: whatever its package.json says of modules, without their words it is a script.
    return moduleWords.test(text) ? read(module, path) : module._compile(text, path);
  }

  /** Older Nodes take no ES module from `require`. */
  function packaged(module, path) {
    try {
      return usualScript(module, path);
    } catch (error) {
      if (tsx || error?.code !== 'ERR_REQUIRE_ESM') throw error;
      return read(module, path);
    }
  }

  /** TypeScript may be meant by names that Node does not know. */
  function filename(request, ...rest) {
    if (tsx) return Reflect.apply(tsx.filename, this, [request, ...rest]);
    try {
      return Reflect.apply(usualFilename, this, [request, ...rest]);
    } catch (error) {
      if (error?.code !== 'MODULE_NOT_FOUND' || !placeOfTsx()) throw error;
      load();
      return Reflect.apply(tsx.filename, this, [request, ...rest]);
    }
  }

  for (const [name, reader] of own) extensions[name] = reader;
  Module._resolveFilename = filename;
}

module.exports = { loadTsxLater };
