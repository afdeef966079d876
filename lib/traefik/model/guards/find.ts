import type { Budget, Formula } from '../../regions';
import { regions } from '../regions';
import { type TrafficModel, builtOf } from '../model';
import type { RequestLine, RuleNode } from '../rules';
import type { Readable } from '../runtime/constraints';
import { type Route, tie } from '../runtime/muxer';
import { type Guard, type Guarded, guardedBy, missingGuards, shareBackend, withoutStandIn } from './guards';
import { type Muxer, muxersOf } from './muxer';
import { plainSample } from './plain-sample';
import { takersOf } from './takers';
import { inAnyCase, withOtherLetter, withoutExceptions } from './other-case';
import type { Opening, OtherCase, Weakness } from './weakness';
import { widened } from './widened';

/** A route that leads to the same Service without the guards, and a request that it takes. */
interface Open {
  readonly by: Route;
  readonly missing: readonly Guard[];
  readonly request: RequestLine;
}

const dottedHost: RuleNode = {
  kind: 'matcher',
  name: 'HostRegexp',
  args: [String.raw`\.$`],
  start: 0,
  end: 0,
};

/** What all routers together may cost. */
const work = { states: 400_000, decisions: 1_000_000 };

/**
 * Finds guards that guard nothing, over all requests: by sets of them, not by guesses. Guards are compared by their
 * kinds, so that two allow lists count as the same. A router that takes nothing but a part of a guarded router's
 * requests is an exception from it: it counts where it leads to the same Service and no other guard of its own stands in.
 * What is in the v2 syntax, or too large to decide, is passed over.
 */
export function findWeaknesses(model: TrafficModel): readonly Weakness[] {
  return new Finder(model).find();
}

class Finder {
  private readonly muxers: readonly Muxer[];
  private readonly guarded = new Map<string, Guarded>();
  private readonly neighbours = new Map<Route, readonly Route[]>();
  private budget: Budget | undefined;

  constructor(private readonly model: TrafficModel) {
    this.muxers = muxersOf(model);
  }

  private get left(): Budget {
    return (this.budget ??= regions().budget(work.states, work.decisions));
  }

  find(): readonly Weakness[] {
    const guarded = this.muxers.flatMap((muxer) =>
      muxer.routes.filter((route) => this.isGuarded(route)).map((route) => ({ muxer, route })),
    );
    const openings = guarded.flatMap(({ muxer, route }) => [
      ...this.bypasses(muxer, route),
      ...this.failures(muxer, route),
      ...this.beside(muxer, route),
    ]);
    const told = new Set(openings.map(pairOf));
    const others = guarded
      .flatMap(({ muxer, route }) => this.otherCases(muxer, route))
      .filter((opening) => !told.has(pairOf(opening)));
    const unreached = this.unreached();
    const idle = new Set(unreached.map(({ router }) => router));
    const within = openings.filter(({ kind, router }) => kind !== 'within' || !idle.has(router));
    return distinct([...unreached, ...within, ...others]);
  }

  private isGuarded(route: Route): boolean {
    // Most routes have no middlewares at all.
    const { routers } = builtOf(this.model).runtime;
    if (!isOwn(route) || routers.get(route.router)?.middlewares.length === 0) return false;
    const { guards, redirects } = this.of(route);
    return guards.length > 0 && !redirects;
  }

  private of({ router }: Route): Guarded {
    const known = this.guarded.get(router) ?? guardedBy(builtOf(this.model).runtime, router);
    this.guarded.set(router, known);
    return known;
  }

  /** Routers that are reached through none of their entry points. */
  private unreached(): readonly Weakness[] {
    const reached = new Set<string>();
    const passedOver = new Map<string, { readonly router: string; readonly takenBy: Set<string> }>();
    for (const muxer of this.muxers) {
      for (const route of muxer.routes) {
        if (!isOwn(route)) continue;
        const key = this.sourceOf(route);
        const takenBy = reached.has(key) ? 'reached' : this.takersInstead(muxer, route);
        if (takenBy === 'reached') reached.add(key);
        else {
          const known = passedOver.get(key) ?? { router: route.router, takenBy: new Set<string>() };
          passedOver.set(key, known);
          for (const router of takenBy) known.takenBy.add(router);
        }
      }
    }
    return [...passedOver]
      .filter(([key]) => !reached.has(key))
      .map(([, { router, takenBy }]) => ({
        kind: 'unreached',
        router,
        takenBy: [...takenBy],
        guards: guardedBy(builtOf(this.model).runtime, router).guards,
      }));
  }

  /** The routers that take all requests of a route behind one entry point; `reached` where some are its own. */
  private takersInstead(muxer: Muxer, route: Route): readonly string[] | 'reached' {
    const sample = plainSample(route.rule, muxer.entrance);
    if (sample && muxer.index.first(sample) === route) return 'reached';
    const before = this.near(muxer, route).filter((other) => isBefore(muxer, other, route));
    const isOwnRequest = (taker: { readonly route: Route }): boolean => taker.route === route;
    const takersIn = (wanted: Formula) =>
      takersOf(muxer, [...before, route], wanted, this.left, isOwnRequest);
    const usual = takersIn({ kind: 'all', of: [route.rule.tree, { kind: 'none', of: dottedHost }] });
    const isForDots = usual.isWhole && usual.takers.length === 0;
    const { takers, isWhole } = isForDots ? takersIn(route.rule.tree) : usual;
    return !isWhole || takers.some(isOwnRequest) ? 'reached' : takers.map(({ route: { router } }) => router);
  }

  /** Traefik makes several routers of one route where entry points differ in TLS. */
  private sourceOf({ router }: Route): string {
    const source = builtOf(this.model).runtime.routers.get(router)?.config.source;
    return source ? `${source.kind}\0${source.namespace}\0${source.name}\0${source.route}` : router;
  }

  /** Routes before a guarded one that take its requests without its guards: others beside them too, or nothing else. */
  private bypasses(muxer: Muxer, route: Route): readonly Opening<'bypassed' | 'within'>[] {
    const before = this.near(muxer, route).filter((other) => isBefore(muxer, other, route));
    return before.flatMap((other): readonly Opening<'bypassed' | 'within'>[] => {
      const all = this.open(route, other);
      if (all.length === 0 || !isOwn(other)) return [];
      const isException = this.ask(other.rule.tree, without(route)) === 'none';
      const missing = isException ? this.openWithin(route, other) : all;
      if (missing.length === 0) return [];
      const both: Formula = { kind: 'all', of: [route.rule.tree, other.rule.tree] };
      const { takers } = takersOf(
        muxer,
        [...before, route],
        both,
        this.left,
        (taker) => taker.route === other,
      );
      const request = takers.find((taker) => taker.route === other)?.request;
      if (!request) return [];
      const kind = isException ? 'within' : 'bypassed';
      return [{ kind, router: route.router, by: other.router, missing, request }];
    });
  }

  /** Routes behind a guarded one that would take its requests if it were not there. */
  private failures(muxer: Muxer, route: Route): readonly Opening<'fails-open'>[] {
    const others = this.near(muxer, route);
    const behind = others.filter((other) => isBefore(muxer, route, other));
    if (!behind.some((other) => this.opens(route, other))) return [];
    const { takers } = takersOf(muxer, others, route.rule.tree, this.left);
    return takers
      .filter((taker) => behind.includes(taker.route) && this.opens(route, taker.route))
      .map((taker) => ({
        kind: 'fails-open',
        router: route.router,
        by: taker.route.router,
        missing: this.open(route, taker.route),
        request: taker.request,
      }));
  }

  /** Paths beside the guarded ones, and other entry points. */
  private beside(muxer: Muxer, route: Route): readonly Opening<'beside'>[] {
    const wider = widened(route.rule.tree);
    const here = wider
      ? this.openings(
          muxer,
          route,
          { ...route.rule, tree: wider },
          { kind: 'all', of: [wider, without(route)] },
        )
      : [];
    const elsewhere = this.muxers
      .filter((other) => other !== muxer && !other.routes.some(({ router }) => router === route.router))
      .flatMap((other) => this.openings(other, route, route.rule, route.rule.tree));
    return [...here, ...elsewhere].map((open) => ({ kind: 'beside', ...openingOf(route, open) }));
  }

  /** The guarded paths in other letters, where another route leads to the same Service. */
  private otherCases(muxer: Muxer, route: Route): readonly OtherCase[] {
    const folded = inAnyCase(route.rule.tree);
    if (!folded) return [];
    const wanted: Formula = { kind: 'all', of: [folded, without(route)] };
    return this.openings(muxer, route, { ...route.rule, tree: folded }, wanted).map((open) => {
      const purpose = this.purposeOf(route, open.by, folded);
      return { kind: 'other-case', ...openingOf(route, open), purpose };
    });
  }

  /** What a route that takes a guarded path in other letters is there for. */
  private purposeOf(route: Route, by: Route, folded: RuleNode): OtherCase['purpose'] {
    const led = withoutExceptions(by.rule.tree);
    if (this.ask(led, route.rule.tree) === 'none') return 'twin';
    const others = withOtherLetter(route.rule.tree) ?? ({ kind: 'none', of: folded } as const);
    return this.ask(led, others) === 'none' ? 'all-letters' : 'general';
  }

  /** @param rule takes all of the wanted requests */
  private openings(muxer: Muxer, route: Route, rule: Readable, wanted: Formula): readonly Open[] {
    const open = muxer.around({ rule }).filter((other) => this.opens(route, other));
    return open.flatMap((other): readonly Open[] => {
      const both: Formula = { kind: 'all', of: [wanted, other.rule.tree] };
      const { takers } = takersOf(muxer, muxer.routes, both, this.left, (taker) => taker.route === other);
      const request = takers.find((taker) => taker.route === other)?.request;
      const missing = this.open(route, other);
      return request ? [{ by: other, missing, request }] : [];
    });
  }

  /** The other routes that may share a request with one, best first. */
  private near(muxer: Muxer, route: Route): readonly Route[] {
    const known = this.neighbours.get(route) ?? muxer.around(route).filter((other) => other !== route);
    this.neighbours.set(route, known);
    return known;
  }

  private ask(...of: readonly Formula[]): 'some' | 'none' | 'unknown' {
    return regions().hasRequest({ kind: 'all', of }, this.left);
  }

  /** The guards that requests miss where another route takes them. */
  private open(route: Route, other: Route): readonly Guard[] {
    const own = this.of(other);
    return own.redirects ? [] : missingGuards(this.of(route), own);
  }

  /** The guards that requests miss where an exception from a route takes them to the same Service. */
  private openWithin(route: Route, exception: Route): readonly Guard[] {
    const [own, other] = [this.of(route), this.of(exception)];
    return shareBackend(own, other) ? withoutStandIn(missingGuards(own, other), other) : [];
  }

  /** Whether another route leads to the same Service without the guards. */
  private opens(route: Route, other: Route): boolean {
    return (
      other !== route && this.open(route, other).length > 0 && shareBackend(this.of(route), this.of(other))
    );
  }
}

function isOwn({ router, rule }: Route): boolean {
  return !router.endsWith('@internal') && rule.syntax !== 'v2';
}

/** Whether a route is certainly tried before another; where they tie, chance decides. */
function isBefore({ places }: Muxer, one: Route, other: Route): boolean {
  return (places.get(one) ?? 0) < (places.get(other) ?? 0) && !tie(one, other);
}

function without({ rule }: Route): Formula {
  return { kind: 'none', of: rule.tree };
}

function openingOf({ router }: Route, { by, missing, request }: Open): Omit<Opening<string>, 'kind'> {
  return { router, by: by.router, missing, request };
}

function pairOf({ router, by }: Opening<string>): string {
  return JSON.stringify([router, by]);
}

/** A weakness that shows behind several entry points is told once. */
function distinct(weaknesses: readonly Weakness[]): readonly Weakness[] {
  const found = new Map<string, Weakness>();
  for (const weakness of weaknesses) {
    const key = JSON.stringify([weakness.kind, weakness.router, 'by' in weakness ? weakness.by : '']);
    if (!found.has(key)) found.set(key, weakness);
  }
  return [...found.values()];
}
