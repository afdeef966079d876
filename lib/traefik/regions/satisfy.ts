import { oncePer } from '../../core/base';
import type { RequestLine, RuleNode } from '../rule';
import { findAddress } from './addresses';
import type { Automaton } from './automaton';
import { type Budget, budget } from './budget';
import { type Atom, type TextAtom, readMatcher } from './atom';
import { type Draft, requestLineOf } from './request';
import { takes } from './search';
import { type TextLiteral, textFor } from './texts';
import type { TextDimension } from './universe';

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

/** Literals that some request fulfils, innermost first, and for some texts one that shows it. */
interface Decided {
  readonly last: Literals;
  readonly witnesses: Readonly<Partial<Record<TextDimension, string>>>;
}

type Literals = { readonly literal: Literal; readonly before: Literals } | undefined;

const nothing: Decided = { last: undefined, witnesses: {} };

/** In the order in which they were decided. */
function literalsOf({ last }: Decided): readonly Literal[] {
  const literals: Literal[] = [];
  for (let at = last; at; at = at.before) literals.push(at.literal);
  return literals.toReversed();
}

/** Whether a literal speaks of the same part of a request as an atom: others have nothing to do with it. */
function isOfGroupOf(atom: Atom): (literal: Literal) => boolean {
  if (atom.kind === 'address') return (literal) => literal.atom.kind === 'address';
  const key = groupOf(atom);
  return (literal) => literal.atom.kind === 'text' && groupOf(literal.atom) === key;
}

function groupOf({ list, dimension }: TextAtom): string {
  return list ? `${list.of} ${list.name}` : dimension;
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
    if (--this.left.decisions < 0) return 'unknown';
    const found = this.search({ goal: { formula, holds: true }, rest: undefined }, nothing);
    if (found) return { request: requestLineOf(found, this.scheme) };
    return this.isUnknown ? 'unknown' : 'none';
  }

  private search(goals: Goals, decided: Decided): Draft | undefined {
    let now = decided;
    for (let open = goals; open;) {
      const { goal, rest } = open;
      const { formula, holds } = goal;
      if (formula.kind === 'matcher' || formula.kind === 'paths') {
        const reading = formula.kind === 'paths' ? pathAtom(formula) : readMatcher(formula);
        if (reading === 'unknown') {
          // Whatever it means, there is no request where the rest has none.
          if (this.search(rest, now)) this.isUnknown = true;
          return undefined;
        }
        const next =
          typeof reading === 'boolean' ? reading === holds && now : this.with({ atom: reading, holds }, now);
        if (!next) return undefined;
        now = next;
        open = rest;
      } else if (formula.kind === 'not' || formula.kind === 'none') {
        const inner = formula.kind === 'not' ? formula.operand : formula.of;
        open = { goal: { formula: inner, holds: !holds }, rest };
      } else {
        const operands = 'operands' in formula ? formula.operands : formula.of;
        const isAll = formula.kind === 'and' || formula.kind === 'all';
        if (isAll !== holds) return this.choose(operands, holds, rest, now);
        open = operands.reduceRight<Goals>(
          (inner, operand) => ({ goal: { formula: operand, holds }, rest: inner }),
          rest,
        );
      }
    }
    return this.draft(literalsOf(now));
  }

  /** What must hold anyway costs no more than its length; choices multiply, and are counted. */
  private choose(
    operands: readonly Formula[],
    holds: boolean,
    rest: Goals,
    decided: Decided,
  ): Draft | undefined {
    for (const formula of operands) {
      if (--this.left.decisions < 0) {
        this.isUnknown = true;
        return undefined;
      }
      const found = this.search({ goal: { formula, holds }, rest }, decided);
      if (found) return found;
    }
    return undefined;
  }

  /** Literals with one more; undefined where no request fulfils them all, or where that cannot be said. */
  private with(literal: Literal, decided: Decided): Decided | undefined {
    const { atom, holds } = literal;
    const last = { literal, before: decided.last };
    const witness = atom.kind === 'text' && !atom.list ? decided.witnesses[atom.dimension] : undefined;
    // Thousands of names that something is not: a text that shows it of some mostly shows it of the next one.
    if (atom.kind === 'text' && witness !== undefined && takes(atom.automaton, witness) === holds) {
      return { last, witnesses: decided.witnesses };
    }
    const isOfGroup = isOfGroupOf(atom);
    const group = literalsOf({ last, witnesses: {} }).filter(isOfGroup);
    const draft = this.draft(group);
    if (!draft) return undefined;
    const found = atom.kind === 'text' && !atom.list ? this.witness(group) : undefined;
    if (found === undefined || atom.kind !== 'text') return { last, witnesses: decided.witnesses };
    return { last, witnesses: { ...decided.witnesses, [atom.dimension]: found } };
  }

  /** What `draft` found for literals of one text. */
  private witness(literals: readonly Literal[]): string | undefined {
    return this.find(literals.flatMap(({ atom, holds }) => (atom.kind === 'text' ? [{ atom, holds }] : [])));
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

/** One atom for each set, so that what was found of it is found again. */
const pathAtom = oncePer(({ automaton }: PathSet): TextAtom => ({
  kind: 'text',
  dimension: 'path',
  automaton,
}));

/** Literals that speak of the same text, or of the values of the same header or parameter; the quickest to decide first. */
function groupsOf(literals: readonly Literal[]): readonly (readonly TextLiteral[])[] {
  const groups = new Map<string, TextLiteral[]>();
  for (const { atom, holds } of literals) {
    if (atom.kind !== 'text') continue;
    const key = groupOf(atom);
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
