import type { RequestLine, RuleNode } from '../rule';
import { findAddress } from './addresses';
import type { Automaton } from './automaton';
import { type Budget, budget } from './budget';
import { type Atom, type Reading, type TextAtom, readMatcher } from './atom';
import { type Draft, requestLineOf } from './request';
import { type TextLiteral, textFor } from './texts';

/** A condition on requests: a rule, a set of paths, or several of them joined. */
export type Formula =
  | RuleNode
  | PathSet
  | { readonly kind: 'all' | 'any'; readonly of: readonly Formula[] }
  | { readonly kind: 'none'; readonly of: Formula };

/** The requests whose path, as rules see it, belongs to a set that no matcher of rules says. */
export interface PathSet {
  readonly kind: 'paths';
  readonly automaton: Automaton;
}

/**
 * A request, that there is none, or that it cannot be said: a matcher of the v2 syntax, an expression that cannot be
 * laid out, or a search that grew too large.
 */
export type Answer = { readonly request: RequestLine } | 'none' | 'unknown';

/**
 * Finds a request that fulfils a condition, exactly: by what its matchers mean, not by guesses.
 *
 * @param scheme `http`, `https`, `tcp` or `tls`
 * @param left what it may cost; questions that share a budget share its end
 */
export function satisfy(formula: Formula, scheme: string, left: Budget = budget()): Answer {
  return new Search(scheme, left).solve(formula);
}

interface Literal {
  readonly atom: Atom;
  readonly holds: boolean;
}

interface Goal {
  readonly formula: Formula;
  readonly holds: boolean;
}

/** Goals that are still open, innermost first. */
type Goals = { readonly goal: Goal; readonly rest: Goals } | undefined;

class Search {
  private isUnknown = false;

  constructor(
    private readonly scheme: string,
    private readonly left: Budget,
  ) {}

  solve(formula: Formula): Answer {
    const found = this.search({ goal: { formula, holds: true }, rest: undefined }, []);
    if (found) return { request: requestLineOf(found, this.scheme) };
    return this.isUnknown ? 'unknown' : 'none';
  }

  private search(goals: Goals, literals: readonly Literal[]): Draft | undefined {
    if (--this.left.decisions < 0) {
      this.isUnknown = true;
      return undefined;
    }
    if (!goals) return this.draft(literals);
    const { goal, rest } = goals;
    const { formula, holds } = goal;
    if (formula.kind === 'matcher') return this.decide(readMatcher(formula), holds, rest, literals);
    if (formula.kind === 'paths') return this.decide(pathAtom(formula), holds, rest, literals);
    if (formula.kind === 'not') {
      return this.search({ goal: { formula: formula.operand, holds: !holds }, rest }, literals);
    }
    if (formula.kind === 'none') {
      return this.search({ goal: { formula: formula.of, holds: !holds }, rest }, literals);
    }
    const isAll = formula.kind === 'and' || formula.kind === 'all';
    const operands = 'operands' in formula ? formula.operands : formula.of;
    return this.join(isAll, operands, holds, rest, literals);
  }

  private join(
    isAll: boolean,
    operands: readonly Formula[],
    holds: boolean,
    rest: Goals,
    literals: readonly Literal[],
  ): Draft | undefined {
    if (isAll === holds) {
      const goals = operands.reduceRight<Goals>(
        (inner, formula) => ({ goal: { formula, holds }, rest: inner }),
        rest,
      );
      return this.search(goals, literals);
    }
    for (const formula of operands) {
      const found = this.search({ goal: { formula, holds }, rest }, literals);
      if (found) return found;
    }
    return undefined;
  }

  private decide(
    reading: Reading,
    holds: boolean,
    rest: Goals,
    literals: readonly Literal[],
  ): Draft | undefined {
    if (reading === 'unknown') {
      // Whatever it means, there is no request where the rest has none.
      if (this.search(rest, literals)) this.isUnknown = true;
      return undefined;
    }
    if (typeof reading === 'boolean') return reading === holds ? this.search(rest, literals) : undefined;
    const next = [...literals, { atom: reading, holds }];
    return this.draft(next) ? this.search(rest, next) : undefined;
  }

  /** What a request must say to fulfil all literals; undefined where it cannot, or where that cannot be said. */
  private draft(literals: readonly Literal[]): Draft | undefined {
    const text: Partial<Record<'host' | 'path' | 'method' | 'serverName', string>> = {};
    const lists: Record<'header' | 'query' | 'alpn', [string, string][]> = {
      header: [],
      query: [],
      alpn: [],
    };
    for (const group of groupsOf(literals)) {
      const [first] = group;
      if (!first) continue;
      const { dimension, list } = first.atom;
      if (list) {
        // One value for each set that must be met; none of them may be in a set that must not.
        const apart = group.filter(({ holds }) => !holds);
        for (const wanted of group.filter(({ holds }) => holds)) {
          const value = this.find([wanted, ...apart]);
          if (value === undefined) return undefined;
          lists[list.of].push([list.name, value]);
        }
      } else {
        const found = this.find(group);
        if (found === undefined) return undefined;
        if (dimension !== 'value' && dimension !== 'protocol') text[dimension] = found;
      }
    }
    const networks = literals.flatMap(({ atom, holds }) =>
      atom.kind === 'address' ? [{ network: atom.network, holds }] : [],
    );
    const address =
      networks.length === 0
        ? undefined
        : findAddress(
            networks.filter(({ holds }) => holds).map(({ network }) => network),
            networks.filter(({ holds }) => !holds).map(({ network }) => network),
          );
    if (networks.length > 0 && !address) return undefined;
    return {
      ...text,
      headers: lists.header,
      query: lists.query,
      alpn: lists.alpn.map(([, value]) => value),
      ...(address && { address }),
    };
  }

  private find(conditions: readonly TextLiteral[]): string | undefined {
    const found = textFor(conditions, this.left);
    if (found === 'unknown') this.isUnknown = true;
    return typeof found === 'string' ? undefined : found.text;
  }
}

const pathAtoms = new WeakMap<PathSet, TextAtom>();

/** One atom for each set, so that what was found of it is found again. */
function pathAtom(set: PathSet): TextAtom {
  const atom = pathAtoms.get(set) ?? { kind: 'text', dimension: 'path', automaton: set.automaton };
  pathAtoms.set(set, atom);
  return atom;
}

/** Literals that speak of the same text, or of the values of the same header or parameter; the quickest to decide first. */
function groupsOf(literals: readonly Literal[]): readonly (readonly TextLiteral[])[] {
  const groups = new Map<string, TextLiteral[]>();
  for (const { atom, holds } of literals) {
    if (atom.kind !== 'text') continue;
    const key = atom.list ? `${atom.list.of} ${atom.list.name}` : atom.dimension;
    const group = groups.get(key);
    if (group) group.push({ atom, holds });
    else groups.set(key, [{ atom, holds }]);
  }
  return [...groups.values()].toSorted((a, b) => effort(a) - effort(b));
}

function effort(group: readonly TextLiteral[]): number {
  if (group.some(({ atom, holds }) => holds && atom.words !== undefined)) return 0;
  return group[0]?.atom.dimension === 'path' ? 2 : 1;
}
