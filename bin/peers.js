'use strict';

/*
 * A clone that a project links (`file:../clone`) has packages of its own, cdk8s and constructs among them, and Node takes a
 * link for what it leads to. So the project's program would have two copies of cdk8s, of which neither renders what the
 * other makes late. Here a linked clone takes those of the project, as an installed package does.
 */
const { realpathSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, sep } = require('node:path');

const root = join(__dirname, '..');

let isAsked = false;

/** Lets this package have the cdk8s and constructs of the project that it is linked into. To be called before either is loaded. */
function takePeersOfProject() {
  if (isAsked) return;
  isAsked = true;
  if (root === process.cwd() || root.includes(`${sep}node_modules${sep}`)) return;
  const asking = join(process.cwd(), 'package.json');
  const project = Module.createRequire(asking);
  if (folderOf(project, 'cdk8s-traefik') !== root) return;
  const own = Module.createRequire(join(root, 'package.json'));
  const { peerDependencies } = own('./package.json');
  const names = Object.keys(peerDependencies).filter((name) => {
    const folder = folderOf(project, name);
    return folder !== undefined && folder !== folderOf(own, name);
  });
  if (names.length === 0) return;
  const { _resolveFilename: usual } = Module;
  Module._resolveFilename = function (request, parent, ...rest) {
    const isPeer = names.some((name) => request === name || request.startsWith(`${name}/`));
    const { filename = '' } = parent ?? {};
    if (isPeer && filename !== asking && filename.startsWith(root + sep)) return project.resolve(request);
    return usual.call(this, request, parent, ...rest);
  };
}

/** Where a package stands that somebody asks for; undefined where it has none. */
function folderOf(asking, name) {
  try {
    return realpathSync(dirname(asking.resolve(`${name}/package.json`)));
  } catch {
    return undefined;
  }
}

module.exports = { takePeersOfProject };
