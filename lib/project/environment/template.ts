/** A part of a string with variables in it. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | {
      readonly kind: 'environment';
      readonly name: string;
      /** What stands in where the environment variable is unset or empty. */
      readonly fallback?: readonly TemplatePart[];
    };

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

/** Fallbacks within fallbacks that are read. */
const maxNesting = 20;

const variable = /([A-Za-z_][\w-]*)\}/y;
const environment = /env:([A-Za-z_]\w*)(:-|\})/y;

/** Whether a string may have variables or escapes in it. */
export function isTemplate(text: string): boolean {
  return text.includes('${');
}

/**
 * Splits a string at its variables: `${name}`, `${env:NAME}`, `${env:NAME:-fallback}`. `$${` is a literal `${`;
 * `${` before a digit stays as it is, because Traefik's replacements use `${1}`.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  return parseParts(text, 0, 0).parts;
}

/** Reads to the end of the text or, within a fallback, to the brace that closes it. */
function parseParts(text: string, start: number, nesting: number): { parts: TemplatePart[]; end: number } {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = start;
  const close = nesting > 0 ? '}' : undefined;
  while (at < text.length && text[at] !== close) {
    if (text.startsWith('$${', at)) {
      literal += '${';
      at += 3;
    } else if (text.startsWith('${', at) && !/[0-9]/.test(text[at + 2] ?? '')) {
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      const { part, end } = parseReference(text, at, nesting);
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

function parseReference(text: string, start: number, nesting: number): { part: TemplatePart; end: number } {
  const named = matchAt(variable, text, start + 2);
  if (named?.[1] !== undefined) {
    return { part: { kind: 'variable', name: named[1] }, end: start + 2 + named[0].length };
  }
  const outside = matchAt(environment, text, start + 2);
  if (outside?.[1] === undefined) throw notAVariable(text, start);
  const name = outside[1];
  const after = start + 2 + outside[0].length;
  if (outside[2] === '}') return { part: { kind: 'environment', name }, end: after };
  if (nesting >= maxNesting) {
    throw new TemplateError(
      `Fallbacks nest deeper than ${maxNesting} levels.`,
      'Give the inner ones a name in vars.',
    );
  }
  const { parts, end } = parseParts(text, after, nesting + 1);
  if (end >= text.length) throw notAVariable(text, start);
  return { part: { kind: 'environment', name, fallback: parts }, end: end + 1 };
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
      : 'Write ${name}, ${env:NAME} or ${env:NAME:-fallback}; $${ is a literal ${.',
  );
}
