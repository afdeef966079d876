import { literalEnds } from '../../rule';
import { constraintsOf, wildcardKey } from '../runtime/constraints';
import type { Route } from '../runtime/muxer';
import { expressionsOf } from './expressions';

interface Met {
  readonly route: Route;
  readonly hosts: ReadonlySet<string> | undefined;
  readonly paths: readonly string[] | undefined;
  /** What host and path begin and end with, one of each list. */
  readonly ends: Readonly<Record<'host' | 'path', readonly Ends[] | undefined>>;
}

interface Ends {
  readonly prefix: string;
  readonly suffix: string;
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
    const ends = { host: endsOf(route, 'host'), path: endsOf(route, 'path') };
    const met = { route, hosts, paths: paths && [...paths], ends };
    const near = hosts ? [...this.near(hosts)] : this.all;
    const found = near.filter(
      (other) =>
        pathsMeet(met.paths, other.paths) &&
        endsMeet(met.ends.path, other.ends.path) &&
        endsMeet(met.ends.host, other.ends.host),
    );
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
  return some.some((one) => others.some((other) => haveCommon(one, other)));
}

/** Whether a text can begin and end with one of both. */
function endsMeet(some: readonly Ends[] | undefined, others: readonly Ends[] | undefined): boolean {
  if (!some || !others) return true;
  return some.some((one) =>
    others.some(
      (other) =>
        haveCommon(one.prefix, other.prefix) && haveCommon(reversed(one.suffix), reversed(other.suffix)),
    ),
  );
}

function haveCommon(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function reversed(text: string): string {
  return Array.from(text).toReversed().join('');
}

function endsOf(route: Route, of: 'host' | 'path'): readonly Ends[] | undefined {
  return expressionsOf(route, of)?.map(literalEnds);
}
