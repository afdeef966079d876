import { TemplateError, UnknownTemplateError } from './error';
import { type Piece, type Token, piecesOf } from './tokens';

/** What an argument of a command is. */
export type Operand =
  | { readonly kind: 'value'; readonly value: string | number | boolean | undefined }
  | { readonly kind: 'dot'; readonly fields: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly fields: readonly string[] };

/** Commands, each of which gets the result of the one before as its last argument. */
export interface Pipeline {
  readonly variables: readonly string[];
  readonly commands: readonly (readonly Operand[])[];
}

/** A part of a template. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipeline: Pipeline }
  | {
      readonly kind: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/**
 * Reads a template of Go's text/template.
 *
 * @throws TemplateError where it is none; UnknownTemplateError where it has what is not computed here
 */
export function parseTemplate(template: string): readonly Node[] {
  const pieces = piecesOf(template);
  const reader = { pieces, at: 0 };
  const nodes = parseNodes(reader);
  if (reader.at < pieces.length) throw new TemplateError('unexpected {{end}}');
  return nodes;
}

interface Reader {
  readonly pieces: readonly Piece[];
  at: number;
}

const notComputed = new Set(['define', 'template', 'block', 'break', 'continue']);

/** Nodes up to an end or an else, which stays. */
function parseNodes(reader: Reader): readonly Node[] {
  const nodes: Node[] = [];
  for (let piece = reader.pieces[reader.at]; piece; piece = reader.pieces[reader.at]) {
    if ('text' in piece) {
      nodes.push({ kind: 'text', text: piece.text });
      reader.at += 1;
      continue;
    }
    const [first] = piece.tokens;
    const word = first?.kind === 'name' ? first.text : '';
    if (word === 'end' || word === 'else') return nodes;
    if (notComputed.has(word)) throw new UnknownTemplateError(`{{${word}}}`);
    reader.at += 1;
    if (word === 'if' || word === 'with' || word === 'range')
      nodes.push(parseBlock(reader, word, piece.tokens.slice(1)));
    else nodes.push({ kind: 'action', pipeline: parsePipeline(piece.tokens) });
  }
  return nodes;
}

function parseBlock(reader: Reader, kind: 'if' | 'with' | 'range', tokens: readonly Token[]): Node {
  const pipeline = parsePipeline(tokens);
  const body = parseNodes(reader);
  const closing = reader.pieces[reader.at];
  if (!closing || !('tokens' in closing)) throw new TemplateError('unexpected EOF');
  const [word, next] = closing.tokens;
  reader.at += 1;
  if (word?.text === 'end') return { kind, pipeline, body, otherwise: [] };
  if (next?.text === 'if' || next?.text === 'with')
    return { kind, pipeline, body, otherwise: [parseBlock(reader, next.text, closing.tokens.slice(2))] };
  const otherwise = parseNodes(reader);
  if (!reader.pieces[reader.at]) throw new TemplateError('unexpected EOF');
  reader.at += 1;
  return { kind, pipeline, body, otherwise };
}

function parsePipeline(tokens: readonly Token[]): Pipeline {
  const { variables, rest } = declared(tokens);
  const reader: TokenReader = { tokens: rest, at: 0 };
  const commands = parseCommands(reader);
  if (reader.at < rest.length)
    throw new TemplateError(`unexpected ${rest[reader.at]?.text ?? ''} in command`);
  return { variables, commands };
}

/** The variables to which the result of a pipeline is given. */
function declared(tokens: readonly Token[]): { variables: readonly string[]; rest: readonly Token[] } {
  const at = tokens.findIndex(({ kind, text }) => kind === 'sign' && (text === ':=' || text === '='));
  if (at < 0) return { variables: [], rest: tokens };
  const names = tokens.slice(0, at).filter(({ text }) => text !== ',');
  if (names.length === 0 || names.some(({ kind }) => kind !== 'variable'))
    throw new TemplateError('unexpected := in command');
  return { variables: names.map(({ text }) => text), rest: tokens.slice(at + 1) };
}

interface TokenReader {
  readonly tokens: readonly Token[];
  at: number;
}

function parseCommands(reader: TokenReader): readonly (readonly Operand[])[] {
  const commands: (readonly Operand[])[] = [];
  for (;;) {
    const operands: Operand[] = [];
    for (
      let next = reader.tokens[reader.at];
      next && !isSign(next, '|', ')');
      next = reader.tokens[reader.at]
    )
      operands.push(parseOperand(reader, next));
    if (operands.length === 0) throw new TemplateError('missing value for command');
    commands.push(operands);
    const next = reader.tokens[reader.at];
    if (!next || !isSign(next, '|')) return commands;
    reader.at += 1;
  }
}

function isSign({ kind, text }: Token, ...signs: readonly string[]): boolean {
  return kind === 'sign' && signs.includes(text);
}

const words: ReadonlyMap<string, boolean | undefined> = new Map([
  ['true', true],
  ['false', false],
  ['nil', undefined],
]);

function parseOperand(reader: TokenReader, { kind, text }: Token): Operand {
  reader.at += 1;
  switch (kind) {
    case 'text':
      return { kind: 'value', value: text };
    case 'number':
      return { kind: 'value', value: Number(text.replaceAll('_', '')) };
    case 'name':
      return words.has(text) ? { kind: 'value', value: words.get(text) } : { kind: 'call', name: text };
    case 'field':
      return { kind: 'dot', fields: [text, ...fieldsBehind(reader)] };
    case 'variable':
      return { kind: 'variable', name: text, fields: fieldsBehind(reader) };
    default:
      if (text === '.') return { kind: 'dot', fields: [] };
      if (text !== '(') throw new TemplateError(`unexpected ${text} in operand`);
      return parenthesized(reader);
  }
}

function parenthesized(reader: TokenReader): Operand {
  const commands = parseCommands(reader);
  const closing = reader.tokens[reader.at];
  if (!closing || !isSign(closing, ')')) throw new TemplateError('unclosed left paren');
  reader.at += 1;
  return { kind: 'pipeline', pipeline: { variables: [], commands }, fields: fieldsBehind(reader) };
}

function fieldsBehind(reader: TokenReader): readonly string[] {
  const fields: string[] = [];
  for (
    let next = reader.tokens[reader.at];
    next?.kind === 'field' && !next.isApart;
    next = reader.tokens[reader.at]
  ) {
    fields.push(next.text);
    reader.at += 1;
  }
  return fields;
}
