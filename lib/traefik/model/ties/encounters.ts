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
  readonly hosts: readonly string[] | undefined;
  readonly paths: readonly string[] | undefined;
  /** What host and path begin and end with, one of each list; read when somebody asks, for hosts most often tell enough. */
  readonly ends: () => Readonly<Record<'host' | 'path', readonly Ends[] | undefined>>;
}

interface Ends {
  readonly prefix: string;
  /** From its last character to its first. */
  readonly suffix: string;
}

/** What routes ask for that begins with something, by which few are found of many. */
const aspects: readonly ((constraint: Constraint) => readonly string[] | undefined)[] = [
  ({ paths }) => paths,
  ({ ends }) => prefixesOf(ends().path),
  ({ ends }) => ends().path?.map(({ suffix }) => suffix),
  ({ ends }) => prefixesOf(ends().host),
  ({ ends }) => ends().host?.map(({ suffix }) => suffix),
];

/**
 * Routes, and which of them a further one may share a request with. What it leaves out shares none; most pairs of
 * routes differ in host or path, and there are many pairs.
 */
export class Encounters<R extends Ruled = Route> {
  private readonly all: Met<R>[] = [];
  private readonly withoutHost: Met<R>[] = [];
  private readonly byHost = new Map<string, Met<R>[]>();
  private hasWildcards = false;
  /** By the wildcard that takes their host; the first of all are put in when somebody asks, which few rules do. */
  private readonly byWildcard = new Map<string, Met<R>[]>();
  private byWildcardCount = 0;
  private readonly indexes = aspects.map((aspect) => new AspectIndex<Met<R>>(aspect));

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
    return this.near(constraint)
      .filter((other) => meetEachOther(constraint, other))
      .map((other) => other.route);
  }

  /** Routes by the one thing that fewest have in common with a constraint, in the order in which they came. */
  private near(constraint: Constraint): readonly Met<R>[] {
    let fewest = choiceOf(this.byHosts(constraint.hosts));
    for (const index of this.indexes) {
      if (fewest && fewest.size <= few) break;
      const choice = choiceOf(index.near(constraint, this.all));
      if (choice && (!fewest || choice.size < fewest.size)) fewest = choice;
    }
    if (!fewest || fewest.size >= this.all.length) return this.all;
    if (fewest.size === 0) return [];
    return [...new Set(fewest.lists.flat())].toSorted((a, b) => a.number - b.number);
  }

  private byHosts(hosts: readonly string[] | undefined): readonly (readonly Met<R>[])[] | undefined {
    if (!hosts) return undefined;
    const lists: (readonly Met<R>[])[] = [];
    const put = (list: readonly Met<R>[] | undefined): void => {
      if (list && list.length > 0) lists.push(list);
    };
    put(this.withoutHost);
    for (const host of hosts) {
      put(this.byHost.get(host));
      if (!this.hasWildcards && !host.startsWith('*')) continue;
      const wildcard = wildcardKey(host);
      put(host === wildcard ? this.takenBy(wildcard) : this.byHost.get(wildcard));
    }
    return lists;
  }

  private takenBy(wildcard: string): readonly Met<R>[] | undefined {
    for (const met of this.all.slice(this.byWildcardCount)) {
      for (const host of met.hosts ?? []) push(this.byWildcard, wildcardKey(host), met);
    }
    this.byWildcardCount = this.all.length;
    return this.byWildcard.get(wildcard);
  }

  private put(constraint: Constraint, route: R): void {
    const { hosts, paths, ends } = constraint;
    const met = { hosts, paths, ends, route, number: this.all.length };
    this.all.push(met);
    if (!hosts) this.withoutHost.push(met);
    for (const host of hosts ?? []) {
      push(this.byHost, host, met);
      this.hasWildcards ||= host.startsWith('*');
    }
  }
}

/** So few routes are looked at one by one sooner than fewer are found. */
const few = 4;

interface Choice<R> {
  readonly lists: readonly (readonly R[])[];
  readonly size: number;
}

function choiceOf<R>(lists: readonly (readonly R[])[] | undefined): Choice<R> | undefined {
  return lists && { lists, size: lists.reduce((sum, list) => sum + list.length, 0) };
}

/** Constraints by one aspect of them; they are put in when somebody asks, for hosts most often tell enough. */
class AspectIndex<M extends Constraint> {
  private readonly beginnings = new Beginnings<M>();
  private added = 0;

  constructor(private readonly aspect: (constraint: Constraint) => readonly string[] | undefined) {}

  /** @param all those that are there, to which others are only ever added */
  near(constraint: Constraint, all: readonly M[]): readonly (readonly M[])[] | undefined {
    const texts = this.aspect(constraint);
    if (!texts) return undefined;
    for (const met of all.slice(this.added)) this.beginnings.add(this.aspect(met), met);
    this.added = all.length;
    return this.beginnings.near(texts);
  }
}

const constraintOf = oncePer((rule: Readable): Constraint => {
  const { hosts, paths } = constraintsOf(rule);
  let ends: ReturnType<Constraint['ends']> | undefined;
  return {
    hosts,
    paths,
    ends: () => (ends ??= { host: endsOf({ rule }, 'host'), path: endsOf({ rule }, 'path') }),
  };
});

function push<R>(map: Map<string, Met<R>[]>, key: string, met: Met<R>): void {
  const there = map.get(key);
  if (there) there.push(met);
  else map.set(key, [met]);
}

function meetEachOther(one: Constraint, other: Constraint): boolean {
  if (!hostsMeet(one.hosts, other.hosts) || !pathsMeet(one.paths, other.paths)) return false;
  const [ends, others] = [one.ends(), other.ends()];
  return (
    pathsMeet(one.paths, prefixesOf(others.path)) &&
    pathsMeet(prefixesOf(ends.path), other.paths) &&
    endsMeet(ends.path, others.path) &&
    endsMeet(ends.host, others.host)
  );
}

/** Whether a host can be one of both, as itself or by the wildcard that takes it. */
function hostsMeet(some: Constraint['hosts'], others: Constraint['hosts']): boolean {
  if (!some || !others) return true;
  return some.some(
    (one) =>
      others.includes(one) ||
      others.includes(wildcardKey(one)) ||
      others.some((other) => wildcardKey(other) === one),
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
