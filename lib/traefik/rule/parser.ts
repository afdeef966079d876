import { type Bytes, fromBytes, textOffsets } from './bytes';
import { type Draft, joinDrafts, negateDraft, placeDraft } from './draft';
import { Lexer, type Token, isKeyword } from './lexer';
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
import type { MatcherNode, RuleNode } from './tree';

/** Go's parser gives up on expressions nested deeper than this. */
const MAX_NESTING = 1e5;

/** What Go would go on with after an operand, though no rule may. */
const SUFFIXES: ReadonlySet<string> = new Set(['.', '[', '(', '{']);

/** What Go's recursive parser would have on its stack. */
type Frame =
  | { readonly kind: 'not' | 'paren'; readonly start: number }
  | {
      readonly kind: 'binary';
      readonly precedence: number;
      left?: Draft;
      operator: 'and' | 'or';
      turns: number;
    };

/**
 * Text to tree, by the grammar of Go's expressions as Traefik's predicate parser uses it. It keeps a stack of its
 * own, since a rule may be nested deeper than JavaScript's goes.
 *
 * @param matchers Traefik's name of a matcher by each spelling that it takes
 */
export function parse(source: Bytes, matchers: ReadonlyMap<string, string>): RuleNode {
  return new Parser(source, matchers).parse();
}

class Parser {
  private readonly lexer: Lexer;
  private readonly place: (offset: number) => number;
  private token: Token;
  private nesting = 0;
  private readonly frames: Frame[] = [];
  /** Go reads the whole expression first, so an unknown name shows only where the syntax is right. */
  private unknownName: RuleError | undefined;

  constructor(
    private readonly source: Bytes,
    private readonly matchers: ReadonlyMap<string, string>,
  ) {
    this.lexer = new Lexer(source);
    this.place = textOffsets(source);
    this.token = this.read();
  }

  parse(): RuleNode {
    this.openBinary(1);
    for (;;) {
      const tree = this.closeOperand(this.parseOperand());
      if (!tree) continue;
      if (this.token.kind === 'newline') this.advance();
      if (this.token.kind !== 'end') throw goesOn(this.token);
      if (this.unknownName) throw this.unknownName;
      return tree;
    }
  }

  /** Reads `!` and `(` down to the next matcher, and the matcher. */
  private parseOperand(): MatcherNode {
    for (;;) {
      this.nest();
      const { kind, text, start } = this.token;
      if (kind === 'identifier' && !isKeyword(text)) return this.parseMatcher();
      if (kind === 'operator' && text === '!') {
        this.frames.push({ kind: 'not', start });
      } else if (kind === 'operator' && text === '(') {
        this.frames.push({ kind: 'paren', start });
        this.openBinary(1);
      } else {
        throw unexpectedOperand(this.token);
      }
      this.advance();
    }
  }

  /** Takes a finished operand up the stack; returns the tree when nothing is left open, else more is to come. */
  private closeOperand(operand: Draft): Draft | undefined {
    let node = operand;
    for (;;) {
      this.nest();
      if (this.token.kind === 'operator' && SUFFIXES.has(this.token.text)) throw goesOn(this.token);
      this.nesting -= 2;
      let top = this.frames.at(-1);
      while (top?.kind === 'not') {
        this.frames.pop();
        this.nesting--;
        node = negateDraft(node, top.start);
        top = this.frames.at(-1);
      }
      const closed = this.closeBinaries(node);
      if (!closed) return undefined;
      const paren = this.frames.pop();
      if (!paren || paren.kind !== 'paren') return closed;
      if (!this.at(')')) throw unclosed(this.token, this.token.start >= this.source.length);
      node = placeDraft(closed, paren.start, this.token.end);
      this.advance();
    }
  }

  /** Go's loop over operators: joins what stands, and opens the right side where an operator follows. */
  private closeBinaries(operand: Draft): Draft | undefined {
    let node = operand;
    for (let frame = this.frames.at(-1); frame?.kind === 'binary'; frame = this.frames.at(-1)) {
      const joined = frame.left ? joinDrafts(frame.operator, frame.left, node) : node;
      frame.turns++;
      this.nest();
      const precedence = precedenceOf(this.token);
      if (precedence >= frame.precedence) {
        frame.left = joined;
        frame.operator = this.logicalOperator();
        this.openBinary(precedence + 1);
        return undefined;
      }
      this.nesting -= frame.turns;
      this.frames.pop();
      node = joined;
    }
    return node;
  }

  private logicalOperator(): 'and' | 'or' {
    const { text } = this.token;
    if (text !== '&&' && text !== '||') throw unsupportedOperator(this.token);
    this.advance();
    return text === '&&' ? 'and' : 'or';
  }

  private parseMatcher(): MatcherNode {
    const name = this.token;
    this.advance();
    if (!this.at('(')) throw notCalled(name, this.token, this.matchers);
    this.advance();
    const deepest = this.at(')') ? 2 : 3;
    this.nest(deepest);
    this.nesting -= deepest;
    const args = this.parseArguments();
    const { end } = this.token;
    this.advance();
    const known = this.matchers.get(name.text);
    if (known === undefined) this.unknownName ??= unsupportedName(name, this.matchers);
    return { kind: 'matcher', name: known ?? name.text, args, start: name.start, end };
  }

  /** Up to the closing parenthesis; `...` after the last argument is allowed and means nothing. */
  private parseArguments(): string[] {
    const args: string[] = [];
    for (let spread = false; !this.at(')') && !spread;) {
      if (this.token.kind === 'end') break;
      const { value } = this.token;
      if (this.token.kind !== 'string' || value === undefined) throw unexpectedArgument(this.token);
      args.push(fromBytes(value));
      this.advance();
      if (this.at('...')) {
        spread = true;
        this.advance();
      }
      if (this.at(')')) break;
      if (!this.at(',')) throw missingComma(this.token, this.source);
      this.advance();
    }
    if (!this.at(')')) throw expected(this.token, "')'");
    return args;
  }

  private openBinary(precedence: number): void {
    this.frames.push({ kind: 'binary', precedence, operator: 'and', turns: 0 });
  }

  private at(operator: string): boolean {
    return this.token.kind === 'operator' && this.token.text === operator;
  }

  private advance(): void {
    this.token = this.read();
  }

  /** The next token, with offsets into the text instead of its bytes. */
  private read(): Token {
    try {
      const token = this.lexer.next();
      const start = this.place(token.start);
      const end = this.place(token.end);
      return start === token.start && end === token.end ? token : { ...token, start, end };
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      throw new RuleError(error.message, this.place(error.offset), error.fix);
    }
  }

  private nest(levels = 1): void {
    this.nesting += levels;
    if (this.nesting > MAX_NESTING) throw new RuleError('exceeded max nesting depth', this.token.start);
  }
}
