import { oncePer } from '../../../core/base';
import { literalEnds } from '../../rule';
import { type Readable, constraintsOf, wildcardKey } from '../runtime/constraints';
import type { Route } from '../runtime/muxer';
import { Beginnings } from './beginnings';
import { expressionsOf } from './expressions';

/** Anything with a rule. */
interface Ruled {
  readonly rule: Readable;
}

interface Met<R> extends Constraint {
  readonly route: R;
  /** How many were there before. */
  readonly number: number;
}

interface Constraint {
  readonly hosts: ReadonlySet<string> | undefined;
  readonly paths: readonly string[] | undefined;
  /** What host and path begin and end with, one of each list. */
  readonly ends: Readonly<Record<'host' | 'path', readonly Ends[] | undefined>>;
}

interface Ends {
  readonly prefix: string;
  /** From its last character to its first. */
  readonly suffix: string;
}

/** What routes ask for that begins with something, by which few are found of many. */
const aspects: readonly ((constraint: Constraint) => readonly string[] | undefined)[] = [
  ({ paths }) => paths,
  ({ ends }) => prefixesOf(ends.path),
  ({ ends }) => ends.path?.map(({ suffix }) => suffix),
  ({ ends }) => prefixesOf(ends.host),
  ({ ends }) => ends.host?.map(({ suffix }) => suffix),
];

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
  private readonly indexes = aspects.map((aspect) => ({ aspect, index: new Beginnings<Met<R>>() }));

  /** The routes before that may share a request with this one, which is then one of them itself. */
  meet(route: R): readonly R[] {
    const constraint = constraintOf(route.rule);
    const found = this.among(constraint);
    this.put(constraint, route);
    return found;
  }

  /** Adds a route without asking. */
  add(route: R): void {
    this.put(constraintOf(route.rule), route);
  }

  /** The routes that may share a request with this one, which need not be one of them. */
  around(route: Ruled): readonly R[] {
    return this.among(constraintOf(route.rule));
  }

  private among(constraint: Constraint): readonly R[] {
    const { hosts, paths, ends } = constraint;
    return this.near(constraint)
      .filter(
        (other) =>
          hostsMeet(hosts, other.hosts) &&
          pathsMeet(paths, other.paths) &&
          pathsMeet(paths, prefixesOf(other.ends.path)) &&
          pathsMeet(prefixesOf(ends.path), other.paths) &&
          endsMeet(ends.path, other.ends.path) &&
          endsMeet(ends.host, other.ends.host),
      )
      .map((other) => other.route);
  }

  /** Routes by the one thing that fewest have in common with a constraint, in the order in which they came. */
  private near(constraint: Constraint): readonly Met<R>[] {
    const choices = [
      this.byHosts(constraint.hosts),
      ...this.indexes.map(({ aspect, index }) => index.near(aspect(constraint))),
    ].flatMap((lists) => (lists ? [{ lists, size: lists.reduce((sum, list) => sum + list.length, 0) }] : []));
    const [fewest] = choices.toSorted((a, b) => a.size - b.size);
    if (!fewest || fewest.size >= this.all.length) return this.all;
    return [...new Set(fewest.lists.flat())].toSorted((a, b) => a.number - b.number);
  }

  private byHosts(hosts: ReadonlySet<string> | undefined): readonly (readonly Met<R>[])[] | undefined {
    if (!hosts) return undefined;
    const lists = [...hosts].flatMap((host) => {
      const wildcard = wildcardKey(host);
      const below = host === wildcard ? this.byWildcard.get(host) : this.byHost.get(wildcard);
      return [this.byHost.get(host) ?? [], below ?? []];
    });
    return [this.withoutHost, ...lists];
  }

  private put(constraint: Constraint, route: R): void {
    const { hosts } = constraint;
    const met = { ...constraint, route, number: this.all.length };
    this.all.push(met);
    if (!hosts) this.withoutHost.push(met);
    for (const host of hosts ?? []) {
      push(this.byHost, host, met);
      push(this.byWildcard, wildcardKey(host), met);
    }
    for (const { aspect, index } of this.indexes) index.add(aspect(constraint), met);
  }
}

const constraintOf = oncePer((rule: Readable): Constraint => {
  const { hosts, paths } = constraintsOf(rule);
  const ends = { host: endsOf({ rule }, 'host'), path: endsOf({ rule }, 'path') };
  return { hosts, paths: paths && [...paths], ends };
});

function push<R>(map: Map<string, Met<R>[]>, key: string, met: Met<R>): void {
  const there = map.get(key);
  if (there) there.push(met);
  else map.set(key, [met]);
}

/** Whether a host can be one of both, as itself or by the wildcard that takes it. */
function hostsMeet(some: Constraint['hosts'], others: Constraint['hosts']): boolean {
  if (!some || !others) return true;
  return [...some].some(
    (one) =>
      others.has(one) ||
      others.has(wildcardKey(one)) ||
      [...others].some((other) => wildcardKey(other) === one),
  );
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
    others.some((other) => haveCommon(one.prefix, other.prefix) && haveCommon(one.suffix, other.suffix)),
  );
}

function prefixesOf(ends: readonly Ends[] | undefined): readonly string[] | undefined {
  return ends?.map(({ prefix }) => prefix);
}

function haveCommon(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function endsOf(route: Ruled, of: 'host' | 'path'): readonly Ends[] | undefined {
  return expressionsOf(route, of)?.map((program) => {
    const { prefix, suffix } = literalEnds(program);
    return { prefix, suffix: Array.from(suffix).toReversed().join('') };
  });
}
