const { dirname, join, resolve, sep } = require('node:path');
const Runtime = require('jest-runtime').default;

const root = join(__dirname, '..', '..', '..');

/** What each suite has for itself: its own files, and the room that adds matchers to the `expect` of a suite. */
const own = [join(root, 'test') + sep, join(root, 'lib', 'testing') + sep];

let shared;

/**
 * Loads the project and its packages once for all suites of a worker, as a program that uses them does: jest would load
 * and compile each of a thousand files anew for each suite. So `jest.mock` reaches only what a suite itself imports of
 * test/, and what a suite changes in a module it has to change back.
 */
module.exports = class WorkerRuntime extends Runtime {
  constructor(...settings) {
    super(...settings);
    shared ??= new Runtime(...settings);
  }

  requireModuleOrMock(from, name) {
    const file = name.startsWith('.') ? resolve(dirname(from), name) : undefined;
    const isOwn =
      file === undefined
        ? name === '@jest/globals'
        : own.some((folder) => `${file}${sep}`.startsWith(folder));
    return isOwn ? super.requireModuleOrMock(from, name) : shared.requireModuleOrMock(from, name);
  }
};
