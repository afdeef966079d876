import { oncePer } from '../../core/base';
import type { RequestLine, RuleNode } from '../rule';
import type { Automaton } from './automaton';
import { type Budget, budget } from './budget';
import { type TextAtom, readMatcher } from './atom';
import { Decided, type FindText } from './decided';
import { requestLineOf } from './request';
import { textFor } from './texts';

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
  const answer = new Search(left, (decided, find) => decided.draft(find)).solve(formula);
  return typeof answer === 'string' ? answer : { request: requestLineOf(answer.found, scheme) };
}

/** The same for who asks whether there is a request, and not for one. */
export function hasRequest(formula: Formula, left: Budget = budget()): 'some' | 'none' | 'unknown' {
  const answer = new Search(left, (decided) => decided).solve(formula);
  return typeof answer === 'string' ? answer : 'some';
}

interface Goal {
  readonly formula: Formula;
  readonly holds: boolean;
}

/** Goals that are still open, innermost first. */
type Goals = { readonly goal: Goal; readonly rest: Goals } | undefined;

class Search<Result> {
  private isUnknown = false;

  /** @param finish makes of literals that can be fulfilled what is looked for; undefined where it cannot be said */
  constructor(
    private readonly left: Budget,
    private readonly finish: (decided: Decided, find: FindText) => Result | undefined,
  ) {}

  solve(formula: Formula): { readonly found: Result } | 'none' | 'unknown' {
    if (--this.left.decisions < 0) return 'unknown';
    const found = this.search({ goal: { formula, holds: true }, rest: undefined }, Decided.nothing);
    if (found !== undefined) return { found };
    return this.isUnknown ? 'unknown' : 'none';
  }

  private search(goals: Goals, decided: Decided): Result | undefined {
    let now = decided;
    for (let open = goals; open;) {
      const { goal, rest } = open;
      const { formula, holds } = goal;
      if (formula.kind === 'matcher' || formula.kind === 'paths') {
        const reading = formula.kind === 'paths' ? pathAtom(formula) : readMatcher(formula);
        if (reading === 'unknown') {
          // Whatever it means, there is no request where the rest has none.
          if (this.search(rest, now) !== undefined) this.isUnknown = true;
          return undefined;
        }
        const next =
          typeof reading === 'boolean'
            ? reading === holds && now
            : now.with({ atom: reading, holds }, this.find);
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
    return this.finish(now, this.find);
  }

  /** What must hold anyway costs no more than its length; choices multiply, and are counted. */
  private choose(
    operands: readonly Formula[],
    holds: boolean,
    rest: Goals,
    decided: Decided,
  ): Result | undefined {
    for (const formula of operands) {
      if (--this.left.decisions < 0) {
        this.isUnknown = true;
        return undefined;
      }
      const found = this.search({ goal: { formula, holds }, rest }, decided);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private readonly find: FindText = (literals) => {
    const found = textFor(literals, this.left);
    if (found === 'unknown') this.isUnknown = true;
    return typeof found === 'string' ? undefined : found.text;
  };
}

/** One atom for each set, so that what was found of it is found again. */
const pathAtom = oncePer(({ automaton }: PathSet): TextAtom => ({
  kind: 'text',
  dimension: 'path',
  automaton,
}));
