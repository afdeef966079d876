import { nearest } from '../../core/base';
import { textFunctions } from './functions';

/** A part of a string with variables in it. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | {
      readonly kind: 'environment';
      readonly name: string;
      /** What stands in where the environment variable is unset or empty. */
      readonly fallback?: readonly TemplatePart[];
    }
  | { readonly kind: 'call'; readonly function: string; readonly argument: Placeholder };

/** A variable, or what a function makes of one. */
export type Placeholder = Exclude<TemplatePart, { readonly kind: 'text' }>;

/** Something between braces that is no variable. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** Fallbacks and functions within one another that are read. */
const maxNesting = 20;

const variable = /[A-Za-z_][\w-]*/y;
const environment = /env:([A-Za-z_]\w*)(:-)?/y;
const call = /([A-Za-z_]\w*)\(/y;

/** Whether a string may have variables or escapes in it. */
export function isTemplate(text: string): boolean {
  return text.includes('${');
}

/**
 * Splits a string at its variables: `${name}`, `${env:NAME}`, `${env:NAME:-fallback}`, and functions of them:
 * `${slug(env:NAME)}`. `$${` is a literal `${`; `${` before a digit stays as it is, because Traefik's replacements use `${1}`.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  return parseParts(text, 0, undefined, 0).parts;
}

/** What closes a variable: the brace, or within a function its parenthesis. */
type Close = '}' | ')';

/** Reads to the end of the text or, within a fallback, to what closes it. */
function parseParts(
  text: string,
  start: number,
  close: Close | undefined,
  nesting: number,
): { parts: TemplatePart[]; end: number } {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = start;
  while (at < text.length && text[at] !== close) {
    if (text.startsWith('$${', at)) {
      literal += '${';
      at += 3;
    } else if (text.startsWith('${', at) && !/[0-9]/.test(text[at + 2] ?? '')) {
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      const { part, end } = parseReference(text, at, at + 2, '}', nesting);
      parts.push(part);
      at = end;
    } else {
      literal += text[at];
      at++;
    }
  }
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return { parts, end: at };
}

/**
 * Reads a variable or a function of one.
 * @param start where the outermost `${` stands, for messages
 */
function parseReference(
  text: string,
  start: number,
  at: number,
  close: Close,
  nesting: number,
): { part: Placeholder; end: number } {
  if (nesting >= maxNesting) {
    throw new TemplateError(
      `Fallbacks and functions nest deeper than ${maxNesting} levels.`,
      'Give the inner ones a name in vars.',
    );
  }
  const outside = matchAt(environment, text, at);
  if (outside?.[1] !== undefined) return parseEnvironment(text, start, outside, close, nesting);
  const called = matchAt(call, text, at);
  if (called?.[1] !== undefined) {
    if (!textFunctions.has(called[1])) throw noSuchFunction(called[1]);
    const { part, end } = parseReference(text, start, at + called[0].length, ')', nesting + 1);
    return closed(text, start, end, close, { kind: 'call', function: called[1], argument: part });
  }
  const named = matchAt(variable, text, at);
  if (!named) throw notAVariable(text, start);
  return closed(text, start, at + named[0].length, close, { kind: 'variable', name: named[0] });
}

function parseEnvironment(
  text: string,
  start: number,
  { 0: matched, 1: name = '', 2: hasFallback, index }: RegExpExecArray,
  close: Close,
  nesting: number,
): { part: Placeholder; end: number } {
  const after = index + matched.length;
  if (hasFallback === undefined) return closed(text, start, after, close, { kind: 'environment', name });
  const { parts, end } = parseParts(text, after, close, nesting + 1);
  return closed(text, start, end, close, { kind: 'environment', name, fallback: parts });
}

function closed(
  text: string,
  start: number,
  end: number,
  close: Close,
  part: Placeholder,
): { part: Placeholder; end: number } {
  if (text[end] !== close) throw notAVariable(text, start);
  return { part, end: end + 1 };
}

function noSuchFunction(name: string): TemplateError {
  const near = nearest(name, textFunctions.keys());
  return new TemplateError(
    `There is no function "${name}".`,
    near === undefined
      ? `Use one of ${[...textFunctions.keys()].join(', ')}, or write $\${ for a literal \${.`
      : `Did you mean "${near}"?`,
  );
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function notAVariable(text: string, start: number): TemplateError {
  const close = text.indexOf('}', start);
  const shown = text.slice(start, close < 0 ? start + 30 : Math.min(close + 1, start + 60));
  if (close < 0)
    return new TemplateError(`"${shown}" has no closing brace.`, 'Close it, or write $${ for a literal ${.');
  const shell = /^\$\{([A-Za-z_]\w*):?-(.*)\}$/s.exec(shown);
  if (shell) {
    return new TemplateError(
      `"${shown}" is no variable: only environment variables have fallbacks.`,
      `Write \${env:${shell[1]}:-${shell[2]}} for an environment variable, or $\${ for a literal \${.`,
    );
  }
  const trimmed = /^\$\{\s*((?:env:)?[A-Za-z_][\w-]*)\s*\}$/.exec(shown);
  return new TemplateError(
    `"${shown}" is no variable.`,
    trimmed
      ? `Write \${${trimmed[1]}}.`
      : 'Write ${name}, ${env:NAME}, ${env:NAME:-fallback} or ${slug(name)}; $${ is a literal ${.',
  );
}
