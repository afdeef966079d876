import { ComposeConflict } from './conflict';
import { PathTable } from './path-table';
import { type Tree, type TreePath, child, itemsOf, plainOf, rewrite, textOf } from './tree';
import { parseVolume } from './volume';

type Key = (tree: Tree, path: TreePath) => string;

/** One item a key: the last one counts, at the place of the first. */
export function byKey(items: readonly Tree[], key: (tree: Tree) => string): readonly Tree[] {
  const found = new Map<string, Tree>();
  for (const item of items) found.set(key(item), item);
  return [...found.values()];
}

/** The lists of a project without what is said again later, by what makes their items the same. */
export function unique(project: Tree): Tree {
  return rewrite(project, (tree, path) => {
    if (tree.kind !== 'list') return undefined;
    const key = keys.at(path);
    return key && { ...tree, items: byKey(itemsOf(tree), (item) => key(item, path)) };
  });
}

const byName: Key = (tree, path) => {
  const text = textOf(tree);
  if (text === undefined) throw new ComposeConflict(tree.location, path, 'a list of texts');
  return text.split('=', 1)[0] ?? '';
};

const byTarget: Key = (tree, path) => {
  const text = textOf(tree);
  if (text !== undefined) return parseVolume(text)?.target ?? text;
  const target = textOf(child(tree, 'target'));
  if (target === undefined)
    throw new ComposeConflict(tree.location, path, 'a list of mounts, each with a target');
  return target;
};

const byDevice: Key = (tree, path) => {
  const text = textOf(tree);
  if (text === undefined) return byTarget(tree, path);
  const [source = '', target = source] = text.split(':');
  return target;
};

const byMount =
  (folder: string): Key =>
  (tree) => {
    const text = textOf(tree);
    if (text !== undefined) return `${folder}/${text}`;
    return textOf(child(tree, 'target')) ?? `${folder}/${textOf(child(tree, 'source')) ?? ''}`;
  };

const byPort: Key = (tree, path) => {
  if (tree.kind === 'list') throw new ComposeConflict(tree.location, path, 'a list of ports');
  if (tree.kind === 'scalar') return String(tree.value);
  const part = (name: string, otherwise: string): string => {
    const value = child(tree, name);
    // A number and a text of the same digits are two things to Compose, too.
    return value === undefined ? otherwise : JSON.stringify(plainOf(value));
  };
  const target = part('target', '');
  if (target === '') throw new ComposeConflict(tree.location, path, 'a list of ports, each with a target');
  return `${part('host_ip', '"0.0.0.0"')}:${part('published', '')}:${target}/${part('protocol', '"tcp"')}`;
};

const byValue: Key = (tree) => String(plainOf(tree));

const byPath: Key = (tree) => textOf(tree) ?? textOf(child(tree, 'path')) ?? '';

const keys = new PathTable<Key>(
  Object.entries({
    'networks.*.labels': byName,
    'networks.*.ipam.options': byName,
    'services.*.annotations': byName,
    'services.*.build.args': byName,
    'services.*.build.additional_contexts': byName,
    'services.*.build.tags': byName,
    'services.*.build.labels': byName,
    'services.*.cap_add': byName,
    'services.*.cap_drop': byName,
    'services.*.devices': byDevice,
    'services.*.configs': byMount(''),
    'services.*.deploy.labels': byName,
    'services.*.dns': byName,
    'services.*.dns_opt': byName,
    'services.*.dns_search': byName,
    'services.*.environment': byName,
    'services.*.env_file': byPath,
    'services.*.expose': byValue,
    'services.*.labels': byName,
    'services.*.links': byName,
    'services.*.networks.*.aliases': byName,
    'services.*.networks.*.link_local_ips': byName,
    'services.*.ports': byPort,
    'services.*.profiles': byName,
    'services.*.secrets': byMount('/run/secrets'),
    'services.*.sysctls': byName,
    'services.*.tmpfs': byName,
    'services.*.volumes': byTarget,
  }),
);
