import { cleanPath } from './go-path';
import {
  type MapTree,
  type Tree,
  child,
  entriesOf,
  isNull,
  itemsOf,
  map,
  mapChildren,
  scalar,
  textOf,
  withEntries,
} from './tree';

/**
 * A merged model with what Compose takes for granted: the default network, what a service depends on without saying
 * so, and the names of networks, volumes, configs and secrets, which begin with the project's.
 */
export function normalize(model: MapTree, project: string): MapTree {
  const services = child(model, 'services');
  const normalized = services && mapChildren(services, service);
  const networks = usedNetworks(child(model, 'networks'), normalized, model);
  const named = (tree: Tree | undefined): Tree | undefined =>
    tree && mapChildren(tree, (each, key) => resource(each, key, project));
  return withEntries(model, {
    services: normalized,
    networks: named(networks),
    volumes: named(child(model, 'volumes')),
    configs: named(child(model, 'configs')),
    secrets: named(child(model, 'secrets')),
  });
}

function service(tree: Tree): Tree {
  const full: MapTree = tree.kind === 'map' ? tree : map([], tree.location);
  const build = child(full, 'build');
  const volumes = child(full, 'volumes');
  const policy = child(full, 'pull_policy');
  return withEntries(full, {
    ...(textOf(policy) === 'if_not_present' && {
      pull_policy: scalar('missing', policy?.location ?? full.location),
    }),
    ...(build?.kind === 'map' && { build: wholeBuild(build) }),
    ...(volumes && {
      volumes: { ...volumes, ...(volumes.kind === 'list' && { items: volumes.items.map(cleanMount) }) },
    }),
    ...dependencies(full),
    ...networksOf(full),
  });
}

function wholeBuild(build: MapTree): MapTree {
  const isSaid = !isNull(child(build, 'dockerfile')) || !isNull(child(build, 'dockerfile_inline'));
  return withEntries(build, {
    ...(isNull(child(build, 'context')) && { context: scalar('.', build.location) }),
    ...(!isSaid && { dockerfile: scalar('Dockerfile', build.location) }),
  });
}

function cleanMount(tree: Tree): Tree {
  const target = child(tree, 'target');
  const text = textOf(target);
  if (tree.kind !== 'map' || text === undefined || !target) return tree;
  return withEntries(tree, { target: scalar(cleanPath(text), target.location) });
}

/** What a service waits for because it names it otherwise: by a link, or by sharing what is another's. */
function dependencies(tree: MapTree): Readonly<Record<string, Tree>> {
  const found = new Map(entriesOf(child(tree, 'depends_on')));
  const add = (name: string, location: Tree['location'], restart: boolean): void => {
    if (found.has(name)) return;
    const parts = { condition: 'service_started', restart, required: true };
    const entries = Object.entries(parts).map(([key, value]) => [key, scalar(value, location)] as const);
    found.set(name, map(entries, location));
  };
  for (const link of itemsOf(child(tree, 'links'))) {
    const text = textOf(link) ?? '';
    const parts = text.split(':');
    add(parts.length === 2 ? (parts[0] ?? '') : text, link.location, true);
  }
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const shared = child(tree, key);
    const name = /^service:(.*)$/s.exec(textOf(shared) ?? '')?.[1];
    if (name !== undefined && shared) add(name, shared.location, true);
  }
  for (const from of itemsOf(child(tree, 'volumes_from'))) {
    const text = textOf(from) ?? '';
    if (!text.startsWith('container:')) add(text.split(':')[0] ?? '', from.location, false);
  }
  return found.size === 0 ? {} : { depends_on: map(found, (child(tree, 'depends_on') ?? tree).location) };
}

/** A service that names no network is on the one called default. */
function networksOf(tree: MapTree): Readonly<Record<string, Tree>> {
  if (tree.entries.has('provider') || tree.entries.has('network_mode')) return {};
  if (entriesOf(child(tree, 'networks')).length > 0) return {};
  return { networks: map([['default', scalar(null, tree.location)]], tree.location) };
}

function usedNetworks(
  networks: Tree | undefined,
  services: Tree | undefined,
  model: MapTree,
): Tree | undefined {
  const declared = new Map(entriesOf(networks));
  const isUsed = entriesOf(services).some(
    ([, each]) => child(child(each, 'networks'), 'default') !== undefined,
  );
  if (isUsed && !declared.has('default')) declared.set('default', scalar(null, model.location));
  return declared.size === 0 ? undefined : map(declared, (networks ?? model).location);
}

function resource(tree: Tree, key: string, project: string): Tree {
  const full: MapTree = tree.kind === 'map' ? tree : map([], tree.location);
  if (!isNull(child(full, 'name'))) return full;
  const external = child(full, 'external');
  const isExternal = external?.kind === 'scalar' && /^(?:1|t|true)$/i.test(String(external.value));
  return withEntries(full, { name: scalar(isExternal ? key : `${project}_${key}`, full.location) });
}
