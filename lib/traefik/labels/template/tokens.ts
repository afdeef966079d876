import { TemplateError } from './error';

/** A token of an action. */
export interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'field' | 'variable' | 'sign';
  readonly text: string;
  /** Whether white space stands before it: `.A.B` is one operand, `.A .B` are two. */
  readonly isApart: boolean;
}

/** Text, or what stands between braces. */
export type Piece = { readonly text: string } | { readonly tokens: readonly Token[] };

const token =
  /\s*(?:("(?:[^"\\\n]|\\.)*"|`[^`]*`)|([+-]?(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?))|(\.[A-Za-z_]\w*)|(\$\w*)|([A-Za-z_]\w*)|(:=|[=|(),.]))/y;

/** A template as text and actions; white space beside `{{-` and `-}}` is gone, comments too. */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = template;
  while (rest !== '') {
    const open = rest.indexOf('{{');
    if (open < 0) return [...pieces, { text: rest }];
    const trimsBefore = /^\{\{-\s/.test(rest.slice(open));
    const before = rest.slice(0, open);
    pieces.push({ text: trimsBefore ? before.trimEnd() : before });
    const start = open + (trimsBefore ? 3 : 2);
    const { tokens, end } = actionAt(rest, start);
    if (tokens) pieces.push({ tokens });
    const trimsAfter = /\s-$/.test(rest.slice(0, end));
    rest = rest.slice(end + 2);
    if (trimsAfter) rest = rest.trimStart();
  }
  return pieces;
}

/** The tokens of an action, none of a comment, and where its braces close. */
function actionAt(template: string, start: number): { tokens?: readonly Token[]; end: number } {
  const comment = /^\s*\/\*[\s\S]*?\*\/(?:\s+-)?(?=\}\})/.exec(template.slice(start));
  if (comment) return { end: start + comment[0].length };
  const tokens: Token[] = [];
  token.lastIndex = start;
  for (;;) {
    const at = token.lastIndex;
    const closing = /^\s*(?:\s-)?\}\}/.exec(template.slice(at));
    if (closing) return { tokens, end: at + closing[0].length - 2 };
    const match = token.exec(template);
    if (!match)
      throw new TemplateError(`unexpected ${JSON.stringify(template.slice(at, at + 10))} in action`);
    const [whole, text, number, field, variable, name, sign = ''] = match;
    const isApart = /^\s/.test(whole);
    if (text !== undefined) tokens.push({ kind: 'text', text: unquoted(text), isApart });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, isApart });
    else if (field !== undefined) tokens.push({ kind: 'field', text: field.slice(1), isApart });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable, isApart });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, isApart });
    else tokens.push({ kind: 'sign', text: sign, isApart });
  }
}

function unquoted(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal.replaceAll(String.raw`\a`, String.raw`\u0007`)));
  } catch {
    throw new TemplateError(`unterminated quoted string ${literal}`);
  }
}
