import { type Bytes, fromBytes, textOffsets } from './bytes';
import { Lexer, type Token, isKeyword } from './lexer';
import { RuleError } from './rule-error';
import { nearest } from '../manifest';
import { type Draft, joinDrafts, negateDraft, placeDraft } from './draft';
import type { MatcherNode, RuleNode } from './tree';

/** Go's parser gives up on expressions nested deeper than this. */
const MAX_NESTING = 1e5;

/** Go's binary operators, those that bind least first. */
const OPERATORS_BY_PRECEDENCE = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', '='],
  ['+', '-', '|', '^'],
  ['*', '/', '%', '<<', '>>', '&', '&^'],
];

const PRECEDENCE: ReadonlyMap<string, number> = new Map(
  OPERATORS_BY_PRECEDENCE.flatMap((operators, index) =>
    operators.map((operator) => [operator, index + 1] as const),
  ),
);

/** What Go allows before an operand, beside the `!` of rules. */
const UNARY_OPERATORS: ReadonlySet<string> = new Set(['+', '-', '^', '&', '~']);

const OPERATOR_FIXES: Readonly<Record<string, string>> = {
  '&': 'write &&',
  '|': 'write ||',
  '==': 'write the value as the argument: Method(`GET`)',
  '=': 'write the value as the argument: Method(`GET`)',
  '!=': 'write ! before the matcher: !Method(`GET`)',
};

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
    source: Bytes,
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
      if (this.token.kind !== 'end') throw this.expected("'EOF'", JOIN_FIX);
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
        throw this.unexpectedOperand();
      }
      this.advance();
    }
  }

  /** Takes a finished operand up the stack; returns the tree when nothing is left open, else more is to come. */
  private closeOperand(operand: Draft): Draft | undefined {
    let node = operand;
    for (;;) {
      this.nest();
      this.refuseSuffix();
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
      if (!this.at(')')) throw this.expected("')'", JOIN_FIX);
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
      const precedence = this.token.kind === 'operator' ? (PRECEDENCE.get(this.token.text) ?? 0) : 0;
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
    if (text === '=') throw this.expected("'=='", OPERATOR_FIXES['=']);
    if (text !== '&&' && text !== '||') {
      throw new RuleError(`${text} is not supported`, this.token.start, OPERATOR_FIXES[text]);
    }
    this.advance();
    return text === '&&' ? 'and' : 'or';
  }

  private parseMatcher(): MatcherNode {
    const { text, start } = this.token;
    this.advance();
    if (!this.at('(')) throw this.notCalled(text, start);
    this.advance();
    const deepest = this.at(')') ? 2 : 3;
    this.nest(deepest);
    this.nesting -= deepest;
    const args = this.parseArguments();
    const { end } = this.token;
    this.advance();
    const name = this.matchers.get(text);
    if (name === undefined) this.unknownName ??= unsupported(text, start, this.matchers);
    return { kind: 'matcher', name: name ?? text, args, start, end };
  }

  /** Up to the closing parenthesis; `...` after the last argument is allowed and means nothing. */
  private parseArguments(): string[] {
    const args: string[] = [];
    for (let spread = false; !this.at(')') && !spread;) {
      if (this.token.kind === 'end') break;
      const { value } = this.token;
      if (this.token.kind !== 'string' || value === undefined) throw this.unexpectedArgument();
      args.push(fromBytes(value));
      this.advance();
      if (this.at('...')) {
        spread = true;
        this.advance();
      }
      if (this.at(')')) break;
      if (!this.at(',')) throw this.missingComma();
      this.advance();
    }
    if (!this.at(')')) throw this.expected("')'");
    return args;
  }

  private refuseSuffix(): void {
    if (this.token.kind !== 'operator' || !['.', '[', '(', '{'].includes(this.token.text)) return;
    throw new RuleError(`expected 'EOF', found '${this.token.text}'`, this.token.start, JOIN_FIX);
  }

  private unexpectedOperand(): RuleError {
    const { kind, text, start } = this.token;
    const fix = 'write a matcher, for example Host(`example.com`)';
    if (kind === 'string' || kind === 'number')
      return new RuleError(`${fromBytes(text)} is no matcher`, start, fix);
    if (kind === 'operator' && UNARY_OPERATORS.has(text)) {
      return new RuleError(`${text} is not supported`, start, OPERATOR_FIXES[text] ?? fix);
    }
    return this.expected('operand', fix);
  }

  private notCalled(name: Bytes, start: number): RuleError {
    const known = this.matchers.get(name);
    if (this.token.kind === 'identifier' || this.token.kind === 'string')
      return this.expected("'EOF'", JOIN_FIX);
    return new RuleError(
      `${fromBytes(name)} is not defined`,
      start,
      known && `give it arguments: ${known}(\`…\`)`,
    );
  }

  private unexpectedArgument(): RuleError {
    const { kind, text, start } = this.token;
    const fix = 'quote arguments with backticks: `…`';
    const written = fromBytes(text);
    if (kind === 'identifier') return new RuleError(`${written} is not defined`, start, fix);
    if (kind === 'character') return new RuleError("unsupported function argument type: 'CHAR'", start, fix);
    if (kind === 'number') return new RuleError(`${written} is not a string`, start, fix);
    return this.expected('operand', fix);
  }

  private missingComma(): RuleError {
    if (this.token.kind === 'operator' && PRECEDENCE.has(this.token.text)) {
      return new RuleError('*ast.BinaryExpr is not supported', this.token.start, 'write one string');
    }
    const newline = this.token.kind === 'newline' ? ' before newline' : '';
    return new RuleError(`missing ','${newline} in argument list`, this.token.start);
  }

  private expected(what: string, fix?: string): RuleError {
    const { kind, text, start } = this.token;
    const found = {
      newline: 'newline',
      end: "'EOF'",
      operator: `'${text}'`,
      identifier: isKeyword(text) ? `'${text}'` : fromBytes(text),
      string: fromBytes(text),
      character: fromBytes(text),
      number: text,
    }[kind];
    const message = `expected ${what}, found ${found}`;
    return new RuleError(message, start, kind === 'newline' ? NEWLINE_FIX : fix);
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

const JOIN_FIX = 'join matchers with && or ||';
const NEWLINE_FIX = 'a line may end only after an operator, "(" or ","';

function unsupported(name: Bytes, start: number, matchers: ReadonlyMap<string, string>): RuleError {
  const near = nearest(fromBytes(name), new Set(matchers.values()));
  return new RuleError(`unsupported function: ${fromBytes(name)}`, start, near && `write ${near}`);
}
