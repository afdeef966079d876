import { treatmentsOf } from '../api/middlewares';
import { type Built, type Route, type Source, providerOf, resolveName } from '../model/built';
import { type Rule, type RuleNode, formatRule, parseRule } from '../rule';
import { asArrived, writtenInV2 } from './formula';
import type { Layout } from './lay-out';
import { type Way, type WayStep, wayKey } from './way';

/** What decides between two lanes that both take a request, of a router and then of its children. */
interface Rank {
  readonly router: string;
  readonly priority: Route['priority'];
  readonly precedence: number;
}

/** One entry of a decision list: a rule, and the way of the requests that it takes and no lane before it. */
export interface Lane {
  /** Qualified name of the router; of a parent's 404 that of the parent. */
  readonly router: string;
  readonly source: Source | undefined;
  readonly rule: Rule;
  /** The rule as it can be laid out: what cannot be is unknown in it. */
  readonly asked: RuleNode;
  readonly ranks: readonly Rank[];
  /** Whether it takes connections as they are, with TLS or without: it is then the client's and the backend's. */
  readonly isPlain: boolean;
  readonly way: Way;
}

/** Whether chance decides between two lanes. */
export function laneTie(one: Lane, other: Lane): boolean {
  for (const [depth, rank] of one.ranks.entries()) {
    const against = other.ranks[depth];
    if (!against) return false;
    if (rank.router !== against.router) {
      return rank.priority === against.priority && rank.precedence === against.precedence;
    }
  }
  return false;
}

/**
 * Lays out the lanes of HTTP routes. What a route does differs between doors only in whether the handshake is refused, so
 * that hundreds of doors of thousands of routes share their lanes.
 */
export class Lanes {
  private readonly known = new Map<string, readonly Lane[]>();

  constructor(
    private readonly built: Built,
    private readonly layout: Layout,
  ) {}

  /** Best first; those of a parent's children stand in its place, its own 404 behind them. */
  of(routes: readonly Route[], handshake: string | undefined): readonly Lane[] {
    const expansion = new Expansion(this.built, this.layout, handshake);
    return routes.flatMap((route) => {
      if (this.built.http.children.has(route.router)) return expansion.lanes(route, undefined);
      const key = JSON.stringify([route.router, expansion.isMisdirected(route.router)]);
      const known = this.known.get(key) ?? expansion.lanes(route, undefined);
      this.known.set(key, known);
      return known;
    });
  }
}

/** A lane under which children are laid out. */
interface Above {
  readonly rule: Rule;
  readonly ranks: readonly Rank[];
  readonly steps: readonly WayStep[];
}

class Expansion {
  constructor(
    private readonly built: Built,
    private readonly layout: Layout,
    private readonly handshake: string | undefined,
  ) {}

  lanes(route: Route, above: Above | undefined): readonly Lane[] {
    const { runtime, http } = this.built;
    const state = runtime.routers.get(route.router);
    const rule = above ? joined(above.rule, route.rule) : route.rule;
    const { router, priority, precedence } = route;
    const ranks = [...(above?.ranks ?? []), { router, priority, precedence }];
    const own = [...this.refusals(route.router), ...this.layout.steps(state?.middlewares ?? [])];
    const steps = [...(above?.steps ?? []), ...own];
    const lane = (way: Way): Lane => ({
      router,
      source: state?.config.source,
      rule,
      asked: askedOf(rule),
      ranks,
      isPlain: false,
      way,
    });
    const children = http.children.get(router);
    if (!children) {
      const service = this.layout.service(resolveName(providerOf(router), state?.config.service ?? ''));
      return [lane({ steps: [...steps, ...service.steps], end: service.end })];
    }
    const changes = own.some(({ treatments }) => treatments.some(({ effect }) => effect.kind === 'acts'));
    const isMixed = [rule, ...children.routes.map((child) => child.rule)].some(
      ({ syntax }) => syntax === 'v2',
    );
    if (changes || isMixed) {
      const below = children.routes.flatMap((child) => this.lanes(child, undefined));
      const as = JSON.stringify(below.map((child) => [child.rule.text, wayKey(child.way)]));
      const backends = below.flatMap(({ way: { end } }) => ('backends' in end ? end.backends : []));
      return [lane({ steps, end: { kind: 'opaque', as, backends } })];
    }
    return [
      ...children.routes.flatMap((child) => this.lanes(child, { rule, ranks, steps })),
      lane({ steps, end: { kind: 'answered', status: 404 } }),
    ];
  }

  /** What an entry point makes a router refuse before its middlewares. */
  private refusals(router: string): readonly WayStep[] {
    const config = this.built.runtime.routers.get(router)?.config;
    const denied = config?.deniedEncodedCharacters;
    const treatments = denied ? treatmentsOf({ encodedCharacters: denied }) : [];
    return [
      ...(denied ? [{ name: '', kind: 'encodedCharacters', guards: false, treatments }] : []),
      ...(this.isMisdirected(router) ? [misdirected] : []),
    ];
  }

  /** Whether a router is for other TLS options than those of the handshake. */
  isMisdirected(router: string): boolean {
    const config = this.built.runtime.routers.get(router)?.config;
    return (
      config?.tls !== undefined && this.handshake !== undefined && this.handshake !== config.resolvedOptions
    );
  }
}

const misdirected: WayStep = {
  name: '',
  kind: 'tlsOptions',
  guards: false,
  treatments: [{ effect: { kind: 'answers', status: 421 } }],
};

/** Both of two rules. */
function joined(above: Rule, below: Rule): Rule {
  const parts = [above, below].map(({ tree }) => tree);
  return parseRule(formatRule({ kind: 'and', operands: parts, start: 0, end: 0 }));
}

/** A rule as it can be laid out. */
export function askedOf({ syntax, text, tree }: Rule): RuleNode {
  return syntax === 'v2' ? writtenInV2(text) : asArrived(tree);
}
