import { type RouterState, disable, warn } from './state';

/** Links children to their parents, cuts cycles, and disables what no root reaches or what ends nowhere. */
export function parseRouterTree(routers: ReadonlyMap<string, RouterState>): void {
  const roots: string[] = [];
  for (const [name, router] of routers) {
    const parents = router.config.parentRefs ?? [];
    if (parents.length === 0) roots.push(name);
    else linkChild(routers, name, router, parents);
  }
  const visited = new Set<string>();
  for (const root of roots.toSorted()) visit(routers, root, visited);
  for (const [name, router] of routers) {
    const hasService = router.config.service !== '';
    const hasChildren = router.children.length > 0;
    if (!visited.has(name)) disable(router, 'router is not reachable');
    else if (!hasService && !hasChildren) disable(router, 'router has no service and no child routers');
    else if (hasService && hasChildren) {
      disable(router, 'router has both a service and is referenced as a parent by other routers');
    }
  }
}

function linkChild(
  routers: ReadonlyMap<string, RouterState>,
  name: string,
  router: RouterState,
  parents: readonly string[],
): void {
  for (const parentName of parents) {
    const parent = routers.get(parentName);
    if (!parent) disable(router, `parent router "${parentName}" does not exist`);
    else if (!parent.children.includes(name)) parent.children.push(name);
  }
  const { tls, observability, entryPoints } = router.config;
  if (tls) disable(router, 'non-root router cannot have TLS configuration');
  else if (observability) disable(router, 'non-root router cannot have Observability configuration');
  else if (entryPoints.length > 0) disable(router, 'non-root router cannot have Entrypoints configuration');
}

interface Frame {
  readonly name: string;
  readonly children: readonly string[];
  next: number;
}

/** Walks depth first, without recursion since a tree can be deep; a link back into the path is cut. */
function visit(routers: ReadonlyMap<string, RouterState>, root: string, visited: Set<string>): void {
  if (visited.has(root)) return;
  // Nearly all routers stand alone.
  if (routers.get(root)?.children.length === 0) {
    visited.add(root);
    return;
  }
  const path: Frame[] = [];
  const onPath = new Set<string>();
  const open = (name: string): void => {
    visited.add(name);
    onPath.add(name);
    path.push({ name, children: (routers.get(name)?.children ?? []).toSorted(), next: 0 });
  };
  open(root);
  for (let frame = path.at(-1); frame; frame = path.at(-1)) {
    const child = frame.children[frame.next];
    frame.next += 1;
    if (child === undefined) {
      onPath.delete(frame.name);
      path.pop();
    } else if (onPath.has(child)) {
      const names = path.map(({ name }) => name);
      cutCycle(routers.get(frame.name), [...names.slice(names.indexOf(child)), child]);
    } else if (!visited.has(child)) open(child);
  }
}

function cutCycle(guilty: RouterState | undefined, cycle: readonly string[]): void {
  if (!guilty) return;
  warn(guilty, `cyclic reference detected in router tree: ${cycle.join(' -> ')}`);
  guilty.children = guilty.children.filter((name) => name !== cycle.at(-1));
}
