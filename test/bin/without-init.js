'use strict';

// cdk8s-cli loads all of its commands for any of them, and of what its `init` asks for there are two compilers of
// TypeScript: four fifths of what a start takes.
const Module = require('node:module');
const { _load: usual } = Module;
Module._load = function (request, ...rest) {
  return request.startsWith('jsii-pacmak') ? {} : Reflect.apply(usual, this, [request, ...rest]);
};
