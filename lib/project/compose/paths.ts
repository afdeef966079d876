import { resolvedPath } from './go-path';
import { PathTable, below } from './path-table';
import { type Tree, child, rewrite, scalar, textOf, withEntries } from './tree';
import { isWindowsPath } from './volume';

type Resolve = (tree: Tree, folder: string) => Tree;

const path: Resolve = (tree, folder) => {
  const text = textOf(tree);
  return text === undefined ? tree : scalar(resolvedPath(text, folder), tree.location);
};

/** A path that may be one of Windows, which stays. */
const mayBeWindows: Resolve = (tree, folder) =>
  isWindowsPath(textOf(tree) ?? '') ? tree : path(tree, folder);

/** The context of a build may be a folder, an address, or something of the builder's own. */
const context: Resolve = (tree, folder) => {
  const text = textOf(tree) ?? '';
  const isElsewhere = text.includes('://') || /^(?:service:|github\.com\/|git@)/.test(text);
  return isElsewhere ? tree : path(tree, folder);
};

const mount: Resolve = (tree, folder) => {
  const source = child(tree, 'source');
  if (tree.kind !== 'map' || textOf(child(tree, 'type')) !== 'bind' || !source) return tree;
  return withEntries(tree, { source: mayBeWindows(source, folder) });
};

/** A named volume that is a folder of the host. */
const localVolume: Resolve = (tree, folder) => {
  const options = child(tree, 'driver_opts');
  const device = child(options, 'device');
  if (tree.kind !== 'map' || textOf(child(tree, 'driver')) !== 'local' || options?.kind !== 'map')
    return tree;
  if (textOf(child(options, 'o')) !== 'bind' || !device) return tree;
  return withEntries(tree, { driver_opts: withEntries(options, { device: mayBeWindows(device, folder) }) });
};

const containers = { 'env_file.*.path': path, 'label_file.*': path, 'volumes.*': mount };

const resolvers = new PathTable<Resolve>([
  ...below(['services.*', 'jobs.*'], {
    'build.context': context,
    'build.additional_contexts.*': context,
    'build.ssh.*': mayBeWindows,
    'extends.file': path,
    ...containers,
  }),
  ...below(['services.*.pre_start.*'], containers),
  ['services.*.develop.watch.*.path', path],
  ['configs.*.file', mayBeWindows],
  ['secrets.*.file', mayBeWindows],
  ['volumes.*', localVolume],
]);

/** A model with its relative paths laid below a folder. */
export function resolvePaths(model: Tree, folder: string): Tree {
  return rewrite(model, (tree, at) => resolvers.at(at)?.(tree, folder));
}
