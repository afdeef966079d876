import { constraintsOf, wildcardKey } from '../runtime/constraints';
import type { Route } from '../runtime/muxer';

interface Met {
  readonly route: Route;
  readonly hosts: ReadonlySet<string> | undefined;
  readonly paths: readonly string[] | undefined;
}

/**
 * Routes, and which of them a further one may share a request with. What it leaves out shares none; most pairs of
 * routes differ in host or path, and there are many pairs.
 */
export class Encounters {
  private readonly all: Met[] = [];
  private readonly withoutHost: Met[] = [];
  private readonly byHost = new Map<string, Met[]>();
  /** By the wildcard that takes their host. */
  private readonly byWildcard = new Map<string, Met[]>();

  /** The routes before that may share a request with this one, which is then one of them itself. */
  meet(route: Route): readonly Route[] {
    const { hosts, paths } = constraintsOf(route.rule);
    const met = { route, hosts, paths: paths && [...paths] };
    const near = hosts ? [...this.near(hosts)] : this.all;
    const found = near.filter((other) => pathsMeet(met.paths, other.paths));
    this.add(met);
    return found.map((other) => other.route);
  }

  private near(hosts: ReadonlySet<string>): ReadonlySet<Met> {
    const near = new Set(this.withoutHost);
    for (const host of hosts) {
      const wildcard = wildcardKey(host);
      const below = host === wildcard ? this.byWildcard.get(host) : this.byHost.get(wildcard);
      for (const other of [...(this.byHost.get(host) ?? []), ...(below ?? [])]) near.add(other);
    }
    return near;
  }

  private add(met: Met): void {
    const { hosts } = met;
    this.all.push(met);
    if (!hosts) this.withoutHost.push(met);
    for (const host of hosts ?? []) {
      push(this.byHost, host, met);
      push(this.byWildcard, wildcardKey(host), met);
    }
  }
}

function push(map: Map<string, Met[]>, key: string, met: Met): void {
  const there = map.get(key);
  if (there) there.push(met);
  else map.set(key, [met]);
}

/** Whether a path can start with one of both. */
function pathsMeet(some: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  if (!some || !others) return true;
  return some.some((one) => others.some((other) => one.startsWith(other) || other.startsWith(one)));
}
