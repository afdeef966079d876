'use strict';

const Module = require('node:module');

const asking = /[\\/]cdk8s[\\/]lib[\\/]yaml\.js$/;

let isLater = false;

/**
 * Lets cdk8s load its YAML library when it first reads or writes YAML with it: that is more than half of what loading cdk8s
 * takes, and a program that writes through this package never comes to it. To be called before cdk8s is loaded; once it
 * is, modules are loaded as ever.
 */
function loadYamlLater() {
  if (isLater) return;
  isLater = true;
  const { _load: usual } = Module;
  const later = function (request, parent, ...rest) {
    if (request !== 'yaml' || !asking.test(parent?.filename ?? '')) {
      return Reflect.apply(usual, this, [request, parent, ...rest]);
    }
    // Others may have put themselves before this meanwhile.
    if (Module._load === later) Module._load = usual;
    const library = () => Reflect.apply(usual, this, [request, parent, ...rest]);
    return new Proxy(
      {},
      {
        // What the compiler makes of `import *` takes a module of this mark as it is, and copies any other.
        get: (_, name) => name === '__esModule' || library()[name],
      },
    );
  };
  Module._load = later;
}

module.exports = { loadYamlLater };
