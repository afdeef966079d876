import { type Bytes, fromBytes } from './bytes';
import type { Token } from './lexer';
import { nearest } from '../../core/base';
import { isUnaryOperator, precedenceOf } from './operators';
import { RuleError } from './rule-error';

const JOIN_FIX = 'join matchers with && or ||';
const SURPLUS_FIX = 'there is a ) too much: take it away, or write the ( that it closes';
const UNCLOSED_FIX = 'a ( is not closed: write ) where its part of the rule ends';
const BACKTICK_FIX =
  'a backtick seems to be missing: each argument stands between two, as in Host(`example.com`)';
const NEWLINE_FIX = 'a line may end only after an operator, "(" or ","';
const QUOTE_FIX = 'quote arguments with backticks: `…`';
const MATCHER_FIX = 'write a matcher, for example Host(`example.com`)';

const OPERATOR_FIXES: ReadonlyMap<string, string> = new Map([
  ['&', 'write &&'],
  ['|', 'write ||'],
  ['==', 'write the value as the argument: Method(`GET`)'],
  ['=', 'write the value as the argument: Method(`GET`)'],
  ['!=', 'write ! before the matcher: !Method(`GET`)'],
]);

/** Something else than `what` was found. */
export function expected(found: Token, what: string, fix?: string): RuleError {
  const message = `expected ${what}, found ${describe(found)}`;
  return new RuleError(message, found.start, found.kind === 'newline' ? NEWLINE_FIX : fix);
}

/** The rule goes on where it should have ended. */
export function goesOn(found: Token): RuleError {
  const isSurplus = found.kind === 'operator' && found.text === ')';
  return expected(found, "'EOF'", isSurplus ? SURPLUS_FIX : JOIN_FIX);
}

/** A part in parentheses goes on where it should have ended. */
export function unclosed(found: Token, isAtEnd: boolean): RuleError {
  const error = expected(found, "')'", JOIN_FIX);
  return isAtEnd ? new RuleError(error.message, error.offset, UNCLOSED_FIX) : error;
}

/** No operand starts with this token. */
export function unexpectedOperand(found: Token): RuleError {
  const { kind, text, start } = found;
  if (kind === 'string' || kind === 'number')
    return new RuleError(`${fromBytes(text)} is no matcher`, start, MATCHER_FIX);
  return isUnaryOperator(found) ? unsupportedOperator(found) : expected(found, 'operand', MATCHER_FIX);
}

/** An operator of Go that rules don't have. */
export function unsupportedOperator(operator: Token): RuleError {
  const { text, start } = operator;
  const fix = OPERATOR_FIXES.get(text);
  return text === '='
    ? expected(operator, "'=='", fix)
    : new RuleError(`${text} is not supported`, start, fix);
}

/** A name in a rule, and where it stands. */
type Name = Pick<Token, 'text' | 'start'>;

/** A name without arguments, and what follows it. */
export function notCalled(name: Name, next: Token, matchers: ReadonlyMap<string, string>): RuleError {
  if (isWord(next) || next.kind === 'string') return expected(next, "'EOF'", JOIN_FIX);
  const known = matchers.get(name.text);
  return new RuleError(
    `${fromBytes(name.text)} is not defined`,
    name.start,
    known && `give it arguments: ${known}(\`…\`)`,
  );
}

/** A name that is none of the matchers'. */
export function unsupportedName(name: Name, matchers: ReadonlyMap<string, string>): RuleError {
  const written = fromBytes(name.text);
  const near = nearest(written, new Set(matchers.values()));
  return new RuleError(`unsupported function: ${written}`, name.start, near && `write ${near}`);
}

/** No argument starts with this token. */
export function unexpectedArgument(found: Token): RuleError {
  const written = fromBytes(found.text);
  if (isWord(found)) return new RuleError(`${written} is not defined`, found.start, QUOTE_FIX);
  if (found.kind === 'number') return new RuleError(`${written} is not a string`, found.start, QUOTE_FIX);
  if (found.kind !== 'character') return expected(found, 'operand', QUOTE_FIX);
  return new RuleError("unsupported function argument type: 'CHAR'", found.start, QUOTE_FIX);
}

/** After an argument stands neither a comma nor the closing parenthesis. */
export function missingComma(found: Token, source: Bytes): RuleError {
  const missing = missingMark(source);
  if (precedenceOf(found) > 0)
    return new RuleError('*ast.BinaryExpr is not supported', found.start, missing ?? 'write one string');
  const newline = found.kind === 'newline' ? ' before newline' : '';
  return new RuleError(`missing ','${newline} in argument list`, found.start, missing);
}

/** Where literals leave a backtick or a parenthesis without its other half, that is the mistake, wherever Go notices it. */
function missingMark(source: Bytes): string | undefined {
  const rest = source.replaceAll(/`[^`]*`|"(?:[^"\\\n]|\\.)*"/g, '');
  if (rest.includes('`')) return BACKTICK_FIX;
  return rest.split('(').length > rest.split(')').length ? UNCLOSED_FIX : undefined;
}

function describe({ kind, text }: Token): string {
  if (kind === 'newline') return 'newline';
  if (kind === 'end') return "'EOF'";
  return kind === 'operator' || kind === 'keyword' ? `'${text}'` : fromBytes(text);
}

function isWord({ kind }: Token): boolean {
  return kind === 'identifier' || kind === 'keyword';
}
