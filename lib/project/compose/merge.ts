import { isEqual } from '../../core/base';
import { ComposeConflict } from './conflict';
import { printed } from './go-text';
import { PathTable, below } from './path-table';
import {
  type ListTree,
  type MapTree,
  type Tree,
  type TreePath,
  child,
  isNull,
  itemsOf,
  list,
  map,
  plainOf,
  scalar,
  textOf,
} from './tree';
import { byKey } from './unique';

type Merge = (base: Tree, over: Tree, path: TreePath) => Tree;

/**
 * A tree with another laid over it, as Compose merges files, extended services and included resources: maps are merged, lists are appended
 * to, anything else is replaced; and for some keys otherwise.
 *
 * @throws ComposeConflict where a map or a list meets what is none
 */
export function merge(base: Tree, over: Tree, path: TreePath = []): Tree {
  const special = mergers.at(path);
  if (special) return special(base, over, path);
  if (isNull(over)) return base;
  if (base.kind === 'map') {
    if (over.kind !== 'map') throw new ComposeConflict(over.location, path, 'a map');
    return mergeMaps(base, over, path);
  }
  if (base.kind === 'list') {
    if (over.kind !== 'list') throw new ComposeConflict(over.location, path, 'a list');
    return appended(base, over);
  }
  return over;
}

function mergeMaps(base: MapTree, over: MapTree, path: TreePath): MapTree {
  const entries = new Map(base.entries);
  for (const [key, value] of over.entries) {
    const before = entries.get(key);
    entries.set(key, before === undefined ? value : merge(before, value, [...path, key]));
  }
  return { ...base, entries };
}

/** One list after the other, without what is there already, letter by letter. */
function appended(base: ListTree, over: ListTree): ListTree {
  const items = [...base.items];
  const known = items.map(plainOf);
  for (const item of over.items) {
    const plain = plainOf(item);
    if (known.some((other) => isEqual(other, plain))) continue;
    known.push(plain);
    items.push(item);
  }
  return { ...base, items };
}

const replaced: Merge = (_, over) => over;

const asList: Merge = (base, over) => appended(sequence(base), sequence(over));

const asVariables: Merge = (base, over) => {
  const items = [...sequence(base).items, ...sequence(over).items];
  return list(byKey(items, variableName), base.location);
};

function variableName(tree: Tree): string {
  return tree.kind === 'scalar' ? (printed(tree).split('=', 1)[0] ?? '') : JSON.stringify(plainOf(tree));
}

/** A map as a list of `key=value`, in the order of the texts; a text as a list of it alone. */
function sequence(tree: Tree): ListTree {
  if (tree.kind === 'list') return tree;
  if (tree.kind === 'scalar') {
    return list(typeof tree.value === 'string' ? [tree] : [], tree.location);
  }
  const items = [...tree.entries].flatMap(([key, value]) =>
    (value.kind === 'list' ? value.items : [value]).map((each) => {
      const text = isNull(each) ? key : `${key}=${each.kind === 'scalar' ? printed(each) : ''}`;
      return scalar(text, value.location);
    }),
  );
  return list(
    items.toSorted((a, b) => compareBytes(String(a.value), String(b.value))),
    tree.location,
  );
}

/** Go's order of texts. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Merges what is a map of names, or a list of them. */
function asNames(entry: (tree: Tree) => Tree): Merge {
  const named = (tree: Tree): MapTree => {
    if (tree.kind === 'map') return tree;
    const items = tree.kind === 'list' ? tree.items : isNull(tree) ? [] : [tree];
    return map(
      items.map((item) => [textOf(item) ?? '', entry(item)] as const),
      tree.location,
    );
  };
  return (base, over, path) => mergeMaps(named(base), named(over), path);
}

/** What a service in the short form of `depends_on` stands for. */
export function startedDependency({ location }: Tree): MapTree {
  return map(
    [
      ['condition', scalar('service_started', location)],
      ['required', scalar(true, location)],
    ],
    location,
  );
}

const build: Merge = (base, over, path) => {
  const full = (tree: Tree): MapTree =>
    tree.kind === 'map' ? tree : map(textOf(tree) === undefined ? [] : [['context', tree]], tree.location);
  return mergeMaps(full(base), full(over), path);
};

/** Options belong to a driver: those of another one do not count. */
const logging: Merge = (base, over, path) => {
  if (base.kind !== 'map' || over.kind !== 'map') throw new ComposeConflict(over.location, path, 'a map');
  const [before, after] = [child(base, 'driver'), child(over, 'driver')];
  const same = !before || !after || isEqual(plainOf(before), plainOf(after));
  return same ? mergeMaps(base, over, path) : over;
};

const ulimit: Merge = (base, over, path) =>
  base.kind === 'map' && over.kind === 'map' ? mergeMaps(base, over, path) : over;

/** Address pools are matched by their subnet. */
const pools: Merge = (base, over, path) => {
  const found: MapTree[] = [];
  const subnet = (tree: Tree): unknown => textOf(child(tree, 'subnet'));
  const put = (pool: MapTree, replace: boolean): void => {
    const at = found.findIndex((other) => subnet(other) === subnet(pool));
    if (at < 0) found.push(pool);
    else if (replace) found[at] = pool;
  };
  for (const before of itemsOf(base)) {
    for (const after of itemsOf(over)) {
      if (before.kind !== 'map' || after.kind !== 'map') continue;
      const isNew = subnet(after) !== subnet(before) && !found.some((each) => subnet(each) === subnet(after));
      if (isNew) put(after, false);
      else put(mergeMaps(before, after, path), true);
    }
  }
  return list(found, base.location);
};

const mergers = new PathTable<Merge>([
  ['networks.*.ipam.config', pools],
  ...below(['networks.*', 'volumes.*', 'secrets.*', 'configs.*'], { labels: asVariables }),
  ['services.*.deploy.labels', asVariables],
  ...below(['services.*', 'jobs.*'], {
    annotations: asVariables,
    build,
    'build.args': asVariables,
    'build.additional_contexts': asVariables,
    'build.extra_hosts': asList,
    'build.labels': asVariables,
    command: replaced,
    depends_on: asNames(startedDependency),
    dns: asList,
    dns_opt: asList,
    dns_search: asList,
    entrypoint: replaced,
    env_file: asList,
    label_file: asList,
    environment: asVariables,
    extra_hosts: asList,
    'healthcheck.test': replaced,
    labels: asVariables,
    'volumes.*.volume.labels': asVariables,
    logging,
    models: asNames(({ location }) => scalar(null, location)),
    networks: asNames(({ location }) => scalar(null, location)),
    sysctls: asVariables,
    tmpfs: asList,
    'ulimits.*': ulimit,
  }),
]);
