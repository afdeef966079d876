import { ComposeConflict } from './conflict';
import { cleanPath } from './go-path';
import { startedDependency } from './merge';
import { PathTable, below } from './path-table';
import { parsePort } from './port';
import {
  type Tree,
  type TreePath,
  child,
  isNull,
  list,
  map,
  mapChildren,
  scalar,
  textOf,
  withEntries,
} from './tree';
import { parseVolume } from './volume';

type Rewrite = (tree: Tree, path: TreePath) => Tree;

/**
 * A project with every short form written out in its long one.
 *
 * @throws ComposeConflict where a short form cannot be read
 */
export function canonical(project: Tree): Tree {
  return rewriteWith(project, forms);
}

/** A project with what Compose adds where nothing is said. */
export function withDefaults(project: Tree): Tree {
  return rewriteWith(project, defaults);
}

/** From the root down, and on into what a rewrite has made: short forms within long ones are written out as well. */
function rewriteWith(tree: Tree, table: PathTable<Rewrite>, path: TreePath = []): Tree {
  const changed = table.at(path)?.(tree, path) ?? tree;
  return mapChildren(changed, (child, key) => rewriteWith(child, table, [...path, key]));
}

const listOfOne: Rewrite = (tree) => (textOf(tree) === undefined ? tree : list([tree], tree.location));

/** Name servers without the empty ones, which mean nothing. */
const servers: Rewrite = (tree, path) => {
  const all = listOfOne(tree, path);
  if (all.kind !== 'list') return all;
  return { ...all, items: all.items.filter((item) => !isNull(item) && textOf(item) !== '') };
};

const mapOfNames: Rewrite = (tree) =>
  tree.kind === 'list'
    ? map(
        tree.items.map((item) => [textOf(item) ?? '', scalar(null, item.location)] as const),
        tree.location,
      )
    : tree;

function field(name: string): Rewrite {
  return (tree) => (textOf(tree) === undefined ? tree : map([[name, tree]], tree.location));
}

const envFiles: Rewrite = (tree) => {
  const items = tree.kind === 'list' ? tree.items : [tree];
  return list(
    items.map((item) => {
      const long = item.kind === 'map' ? item : map([['path', item]], item.location);
      return child(long, 'required') ? long : withEntries(long, { required: scalar(true, item.location) });
    }),
    tree.location,
  );
};

const dependencies: Rewrite = (tree, path) => {
  if (tree.kind === 'list') {
    return map(
      tree.items.map((item) => [textOf(item) ?? '', startedDependency(item)] as const),
      tree.location,
    );
  }
  if (tree.kind !== 'map') throw new ComposeConflict(tree.location, path, 'a map or a list of services');
  const entries = Array.from(tree.entries, ([name, value]) => {
    if (value.kind !== 'map') throw new ComposeConflict(value.location, [...path, name], 'a map');
    const added = startedDependency(value).entries;
    return [name, { ...value, entries: new Map([...added, ...value.entries]) }] as const;
  });
  return { ...tree, entries: new Map(entries) };
};

const ports: Rewrite = (tree, path) => {
  if (tree.kind !== 'list') throw new ComposeConflict(tree.location, path, 'a list');
  return list(
    tree.items.flatMap((item) => (item.kind === 'map' ? [item] : shortPorts(item, path))),
    tree.location,
  );
};

function shortPorts(tree: Tree, path: TreePath): readonly Tree[] {
  const text = tree.kind === 'scalar' && tree.value !== null ? String(tree.value) : '';
  const parsed = parsePort(text);
  if (typeof parsed === 'string') {
    throw new ComposeConflict(
      tree.location,
      path,
      `a port such as "8080:80"; of ${JSON.stringify(text)}, ${parsed}`,
    );
  }
  const { location } = tree;
  return parsed.map(({ target, published, hostIp, protocol }) =>
    map(
      [
        ['mode', scalar('ingress', location)],
        ...(hostIp === undefined ? [] : [['host_ip', scalar(hostIp, location)] as const]),
        ['target', scalar(target, location)],
        ...(published === undefined ? [] : [['published', scalar(published, location)] as const]),
        ['protocol', scalar(protocol, location)],
      ],
      location,
    ),
  );
}

const volume: Rewrite = (tree, path) => {
  if (tree.kind === 'map') return tree;
  const text = textOf(tree) ?? '';
  const short = parseVolume(text);
  if (!short)
    throw new ComposeConflict(
      tree.location,
      path,
      `a mount such as "data:/var/lib"; ${JSON.stringify(text)} is none`,
    );
  const at = tree.location;
  const options: (readonly [string, Tree])[] = [];
  if (short.selinux !== undefined) options.push(['selinux', scalar(short.selinux, at)]);
  if (short.propagation !== undefined) options.push(['propagation', scalar(short.propagation, at)]);
  if (short.type === 'bind') options.push(['create_host_path', scalar(true, at)]);
  return map(
    [
      ['type', scalar(short.type, at)],
      ...(short.source === undefined ? [] : [['source', scalar(short.source, at)] as const]),
      ['target', scalar(cleanPath(short.target), at)],
      ...(short.readOnly ? [['read_only', scalar(true, at)] as const] : []),
      ...(options.length === 0 ? [] : [['bind', map(options, at)] as const]),
      ...(short.type === 'volume' || short.noCopy
        ? [['volume', map(short.noCopy ? [['nocopy', scalar(true, at)]] : [], at)] as const]
        : []),
    ],
    at,
  );
};

const device: Rewrite = (tree, path) => {
  const text = textOf(tree);
  if (text === undefined) return tree;
  const [source = '', target = '', permissions = 'rwm', more] = text.split(':');
  if (more !== undefined)
    throw new ComposeConflict(tree.location, path, 'a device such as "/dev/fuse:/dev/fuse:rwm"');
  const at = tree.location;
  return map(
    Object.entries({ source, target: target === '' ? source : target, permissions }).map(
      ([key, value]) => [key, scalar(value, at)] as const,
    ),
    at,
  );
};

const gpus: Rewrite = (tree) =>
  textOf(tree) === undefined
    ? tree
    : list([map([['count', scalar('all', tree.location)]], tree.location)], tree.location);

const ssh: Rewrite = (tree, path) => {
  if (tree.kind !== 'list') return tree;
  return map(
    tree.items.map((item) => {
      const [id = '', ...rest] = (textOf(item) ?? '').split('=');
      if (rest.length === 0 && id !== 'default') {
        throw new ComposeConflict(item.location, path, 'a key such as "name=/path", or "default"');
      }
      return [id, scalar(rest.length === 0 ? null : rest.join('='), item.location)] as const;
    }),
    tree.location,
  );
};

const keyValues: Rewrite = (tree, path) => {
  if (tree.kind !== 'list') return tree;
  return map(
    tree.items.map((item) => {
      const text = textOf(item) ?? '';
      const at = text.indexOf('=');
      if (at < 0) throw new ComposeConflict(item.location, path, 'a map, or a list of name=value');
      return [text.slice(0, at), scalar(text.slice(at + 1), item.location)] as const;
    }),
    tree.location,
  );
};

const textOrOther: Rewrite = (tree) =>
  tree.kind === 'scalar' && typeof tree.value !== 'string' ? scalar(String(tree.value), tree.location) : tree;

/** `external: {name: x}` of old says the name beside. */
const external: Rewrite = (tree, path) => {
  if (isNull(tree)) return tree;
  if (tree.kind !== 'map') throw new ComposeConflict(tree.location, path, 'a map');
  const old = child(tree, 'external');
  if (old?.kind !== 'map') return tree;
  const isExternal = { external: scalar(true, old.location) };
  const name = child(old, 'name');
  const own = child(tree, 'name');
  if (name && own && textOf(name) !== textOf(own)) {
    throw new ComposeConflict(own.location, path, 'named once, not here and in external');
  }
  return withEntries(tree, { ...isExternal, ...(name && !own && { name }) });
};

const workloads = ['services.*', 'jobs.*'];
const forms = new PathTable<Rewrite>([
  ...below([...workloads, 'services.*.pre_start.*'], {
    env_file: envFiles,
    label_file: listOfOne,
    gpus,
    networks: mapOfNames,
    models: mapOfNames,
    'volumes.*': volume,
    'devices.*': device,
    'secrets.*': field('source'),
    'configs.*': field('source'),
  }),
  ['services.*.pre_start.*.dns', listOfOne],
  ...below(workloads, {
    dns: servers,
    'build.secrets.*': field('source'),
    'build.provenance': textOrOther,
    'build.sbom': textOrOther,
    'build.additional_contexts': keyValues,
    'build.ssh': ssh,
    build: field('context'),
    depends_on: dependencies,
    extends: field('service'),
    ports,
  }),
  ['services.*.develop.watch.*.ignore', listOfOne],
  ['services.*.develop.watch.*.include', listOfOne],
  ...['volumes.*', 'networks.*', 'secrets.*', 'configs.*'].map((path) => [path, external] as const),
  ['include.*', field('path')],
]);

/** Sets what is not said. */
function otherwise(
  values: Readonly<Record<string, string | boolean>>,
  unless: readonly string[] = [],
): Rewrite {
  return (tree) => {
    if (tree.kind !== 'map' || unless.some((key) => tree.entries.has(key))) return tree;
    const added = Object.entries(values).filter(([key]) => !tree.entries.has(key));
    return withEntries(
      tree,
      Object.fromEntries(added.map(([key, value]) => [key, scalar(value, tree.location)])),
    );
  };
}

const secretTarget: Rewrite = (tree) => {
  if (tree.kind !== 'map' || tree.entries.has('target')) return tree;
  const source = textOf(child(tree, 'source')) ?? '';
  return withEntries(tree, { target: scalar(`/run/secrets/${source}`, tree.location) });
};

const allDevices = otherwise({ count: 'all' }, ['count', 'device_ids']);

const defaults = new PathTable<Rewrite>([
  ...below(workloads, {
    build: otherwise({ context: '.' }),
    'secrets.*': secretTarget,
    'ports.*': otherwise({ protocol: 'tcp', mode: 'ingress' }),
    'gpus.*': allDevices,
    'volumes.*.bind': otherwise({ create_host_path: true }),
  }),
  ['services.*.deploy.resources.reservations.devices.*', allDevices],
]);
