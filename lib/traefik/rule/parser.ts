import { type Bytes, fromBytes } from './bytes';
import { type Draft, joinDrafts, negateDraft, placeDraft } from './draft';
import { Lexer } from './lexer';
import { precedenceOf } from './operators';
import { RuleError } from './rule-error';
import {
  expected,
  goesOn,
  missingComma,
  notCalled,
  unclosed,
  unexpectedArgument,
  unexpectedOperand,
  unsupportedName,
  unsupportedOperator,
} from './syntax-error';
import { parsePlain } from './plain';
import type { MatcherNode, Parsed, PlacedMatcher } from './tree';

/** Go's parser gives up on expressions nested deeper than this. */
const MAX_NESTING = 1e5;

/** What Go would go on with after an operand, though no rule may. */
const SUFFIXES: ReadonlySet<string> = new Set(['.', '[', '(', '{']);

/** What Go's recursive parser would have on its stack. */
interface Frame {
  readonly kind: 'not' | 'paren' | 'binary';
  /** Where its `!` or parenthesis stands. */
  readonly start: number;
  /** Of a binary expression: how tightly its operators bind at least, what stands before the last, and how many came. */
  readonly precedence: number;
  left: Draft | undefined;
  operator: 'and' | 'or';
  turns: number;
}

/**
 * Text to tree, by the grammar of Go's expressions as Traefik's predicate parser uses it. It keeps a stack of its
 * own, since a rule may be nested deeper than JavaScript's goes.
 *
 * @param matchers Traefik's name of a matcher by each spelling that it takes
 */
export function parse(source: Bytes, matchers: ReadonlyMap<string, string>): Parsed {
  return parsePlain(source, matchers) ?? new Parser(source, matchers).parse();
}

class Parser {
  private readonly token: Lexer;
  private nesting = 0;
  private readonly frames: Frame[] = [];
  private readonly found: PlacedMatcher[] = [];
  /** Whether an odd number of `!` stands over what comes next. */
  private isNegated = false;
  /** Go reads the whole expression first, so an unknown name shows only where the syntax is right. */
  private unknownName: RuleError | undefined;

  constructor(
    private readonly source: Bytes,
    private readonly matchers: ReadonlyMap<string, string>,
  ) {
    this.token = new Lexer(source);
  }

  parse(): Parsed {
    this.open('binary', 0, 1);
    for (;;) {
      const tree = this.closeOperand(this.parseOperand());
      if (!tree) continue;
      if (this.token.kind === 'newline') this.token.next();
      if (this.token.kind !== 'end') throw goesOn(this.token);
      if (this.unknownName) throw this.unknownName;
      return { tree, matchers: this.found };
    }
  }

  /** Reads `!` and `(` down to the next matcher, and the matcher. */
  private parseOperand(): MatcherNode {
    const { token } = this;
    for (;;) {
      this.nest(1);
      if (token.kind === 'identifier') return this.parseMatcher();
      if (this.at('!')) {
        this.open('not', token.start, 0);
        this.isNegated = !this.isNegated;
      } else if (this.at('(')) {
        this.open('paren', token.start, 0);
        this.open('binary', 0, 1);
      } else {
        throw unexpectedOperand(token);
      }
      token.next();
    }
  }

  /** Takes a finished operand up the stack; returns the tree when nothing is left open, else more is to come. */
  private closeOperand(operand: Draft): Draft | undefined {
    const { frames, token } = this;
    let node = operand;
    for (;;) {
      this.nest(1);
      if (SUFFIXES.has(token.word)) throw goesOn(token);
      this.nesting -= 2;
      let top = frames[frames.length - 1];
      while (top?.kind === 'not') {
        frames.pop();
        this.isNegated = !this.isNegated;
        this.nesting--;
        node = negateDraft(node, top.start);
        top = frames[frames.length - 1];
      }
      const closed = this.closeBinaries(node);
      if (!closed) return undefined;
      const paren = frames.pop();
      if (!paren || paren.kind !== 'paren') return closed;
      if (!this.at(')')) throw unclosed(token, token.isAtEnd);
      node = placeDraft(closed, paren.start, token.end);
      token.next();
    }
  }

  /** Go's loop over operators: joins what stands, and opens the right side where an operator follows. */
  private closeBinaries(operand: Draft): Draft | undefined {
    const { frames } = this;
    let node = operand;
    for (let frame = frames[frames.length - 1]; frame?.kind === 'binary'; frame = frames[frames.length - 1]) {
      const joined = frame.left ? joinDrafts(frame.operator, frame.left, node) : node;
      frame.turns++;
      this.nest(1);
      const precedence = precedenceOf(this.token);
      if (precedence >= frame.precedence) {
        frame.left = joined;
        frame.operator = this.logicalOperator();
        this.open('binary', 0, precedence + 1);
        return undefined;
      }
      this.nesting -= frame.turns;
      frames.pop();
      node = joined;
    }
    return node;
  }

  private logicalOperator(): 'and' | 'or' {
    const { word } = this.token;
    if (word !== '&&' && word !== '||') throw unsupportedOperator(this.token);
    this.token.next();
    return word === '&&' ? 'and' : 'or';
  }

  private parseMatcher(): MatcherNode {
    const { token } = this;
    const { word: text, start } = token;
    token.next();
    if (!this.at('(')) throw notCalled({ text, start }, token, this.matchers);
    token.next();
    const deepest = this.at(')') ? 2 : 3;
    this.nest(deepest);
    this.nesting -= deepest;
    const args = this.parseArguments();
    const { end } = token;
    token.next();
    const known = this.matchers.get(text);
    if (known === undefined) this.unknownName ??= unsupportedName({ text, start }, this.matchers);
    const matcher: MatcherNode = { kind: 'matcher', name: known ?? text, args, start, end };
    this.found.push({ matcher, negated: this.isNegated });
    return matcher;
  }

  /** Up to the closing parenthesis; `...` after the last argument is allowed and means nothing. */
  private parseArguments(): string[] {
    const { token } = this;
    const args: string[] = [];
    for (let spread = false; !this.at(')') && !spread;) {
      if (token.kind === 'end') break;
      if (token.kind !== 'string') throw unexpectedArgument(token);
      args.push(fromBytes(token.value));
      token.next();
      if (this.at('...')) {
        spread = true;
        token.next();
      }
      if (this.at(')')) break;
      if (!this.at(',')) throw missingComma(token, this.source);
      token.next();
    }
    if (!this.at(')')) throw expected(token, "')'");
    return args;
  }

  private open(kind: Frame['kind'], start: number, precedence: number): void {
    this.frames.push({ kind, start, precedence, left: undefined, operator: 'and', turns: 0 });
  }

  private at(operator: string): boolean {
    return this.token.word === operator;
  }

  private nest(levels: number): void {
    this.nesting += levels;
    if (this.nesting > MAX_NESTING) throw new RuleError('exceeded max nesting depth', this.token.start);
  }
}
