/** What a variable stands for; undefined where it is not set. */
export type Lookup = (name: string) => string | undefined;

/** What is wrong with a text that names variables. */
export class SubstitutionError extends Error {
  override readonly name = 'SubstitutionError';

  constructor(
    message: string,
    /** The variable that has to be set, where that is what is wrong. */
    readonly variable?: string,
  ) {
    super(message);
  }
}

const reference = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*(?::?[-+?](.*))?)\}|)/iy;
const operators = [':?', '?', ':-', '-', ':+', '+'] as const;
type Operator = (typeof operators)[number];

/**
 * A text with its variables filled in, as Compose does it: `$A`, `${A}`, and with `-`, `:-`, `+`, `:+`, `?` or `:?` a text
 * that may name variables itself; `$$` is a dollar sign. What is filled in is not read again.
 *
 * @param onUnset told of each variable without a value, which stands for nothing
 * @throws SubstitutionError where a variable has to be set, or `$` begins nothing that Compose knows
 */
export function substitute(text: string, lookup: Lookup, onUnset: (name: string) => void = () => {}): string {
  let out = '';
  let position = 0;
  for (;;) {
    const start = text.indexOf('$', position);
    if (start < 0) return out + text.slice(position);
    out += text.slice(position, start);
    reference.lastIndex = start;
    const match = reference.exec(text);
    const [whole = '$', escaped, named, braced] = match ?? [];
    if (escaped !== undefined) out += '$';
    else if (named !== undefined) out += valueOf(named, lookup, onUnset);
    else if (braced !== undefined) {
      // The pattern is greedy: what follows the first reference is read by itself.
      const end = closingBrace(whole);
      const own = end < 0 ? whole : whole.slice(0, end + 1);
      out += bracedValue(own.slice(2, -1), lookup, onUnset);
      position = start + own.length;
      continue;
    } else if (text[start + 1] === '{') {
      // What stands before it may be a secret.
      throw new SubstitutionError(
        `${JSON.stringify(text.slice(start))} holds "\${" that begins no variable.`,
      );
    } else out += '$';
    position = start + whole.length;
  }
}

function valueOf(name: string, lookup: Lookup, onUnset: (name: string) => void): string {
  const value = lookup(name);
  if (value === undefined) onUnset(name);
  return value ?? '';
}

function bracedValue(body: string, lookup: Lookup, onUnset: (name: string) => void): string {
  const operator = firstOperator(body);
  if (operator === undefined) return valueOf(body, lookup, onUnset);
  const at = body.indexOf(operator);
  const name = body.slice(0, at);
  const other = (): string => substitute(body.slice(at + operator.length), lookup, onUnset);
  const value = lookup(name);
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  switch (operator) {
    case ':-':
    case '-':
      return isSet ? value : other();
    case ':+':
    case '+':
      return isSet ? other() : (value ?? '');
    default: {
      if (isSet) return value;
      const reason = other();
      throw new SubstitutionError(
        `The variable ${name} has to be set${reason === '' ? '' : `: ${reason}`}.`,
        name,
      );
    }
  }
}

function firstOperator(body: string): Operator | undefined {
  let first: Operator | undefined;
  let position = Infinity;
  for (const operator of operators) {
    const at = body.indexOf(operator);
    if (at >= 0 && at < position) [first, position] = [operator, at];
  }
  return first;
}

/** Where the first brace closes; the character after an opening brace is not looked at, as in Compose. */
function closingBrace(text: string): number {
  let open = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '}' && --open === 0) return index;
    if (text[index] === '{') {
      open++;
      index++;
    }
  }
  return -1;
}
