import { literalEnds } from '../../rule';
import { constraintsOf, wildcardKey } from '../runtime/constraints';
import type { Route } from '../runtime/muxer';
import { expressionsOf } from './expressions';

/** Anything with a rule. */
type Ruled = Pick<Route, 'rule'>;

interface Met<R> extends Constraint {
  readonly route: R;
}

interface Constraint {
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
export class Encounters<R extends Ruled = Route> {
  private readonly all: Met<R>[] = [];
  private readonly withoutHost: Met<R>[] = [];
  private readonly byHost = new Map<string, Met<R>[]>();
  /** By the wildcard that takes their host. */
  private readonly byWildcard = new Map<string, Met<R>[]>();

  /** The routes before that may share a request with this one, which is then one of them itself. */
  meet(route: R): readonly R[] {
    const constraint = constraintOf(route);
    const found = this.among(constraint);
    this.put({ ...constraint, route });
    return found;
  }

  /** Adds a route without asking. */
  add(route: R): void {
    this.put({ ...constraintOf(route), route });
  }

  /** The routes that may share a request with this one, which need not be one of them. */
  around(route: Ruled): readonly R[] {
    return this.among(constraintOf(route));
  }

  private among({ hosts, paths, ends }: Constraint): readonly R[] {
    const near = hosts ? [...this.near(hosts)] : this.all;
    return near
      .filter(
        (other) =>
          pathsMeet(paths, other.paths) &&
          endsMeet(ends.path, other.ends.path) &&
          endsMeet(ends.host, other.ends.host),
      )
      .map((other) => other.route);
  }

  private near(hosts: ReadonlySet<string>): ReadonlySet<Met<R>> {
    const near = new Set(this.withoutHost);
    for (const host of hosts) {
      const wildcard = wildcardKey(host);
      const below = host === wildcard ? this.byWildcard.get(host) : this.byHost.get(wildcard);
      for (const other of [...(this.byHost.get(host) ?? []), ...(below ?? [])]) near.add(other);
    }
    return near;
  }

  private put(met: Met<R>): void {
    const { hosts } = met;
    this.all.push(met);
    if (!hosts) this.withoutHost.push(met);
    for (const host of hosts ?? []) {
      push(this.byHost, host, met);
      push(this.byWildcard, wildcardKey(host), met);
    }
  }
}

function constraintOf(route: Ruled): Constraint {
  const { hosts, paths } = constraintsOf(route.rule);
  const ends = { host: endsOf(route, 'host'), path: endsOf(route, 'path') };
  return { hosts, paths: paths && [...paths], ends };
}

function push<R>(map: Map<string, Met<R>[]>, key: string, met: Met<R>): void {
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

function endsOf(route: Ruled, of: 'host' | 'path'): readonly Ends[] | undefined {
  return expressionsOf(route, of)?.map(literalEnds);
}
