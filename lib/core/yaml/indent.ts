import type { YAMLException } from 'js-yaml';

/** A text in which every continued line of a quoted scalar is indented, and where its parts stood before. */
export interface IndentedText {
  readonly text: string;
  /** The offset, in the text as it was written, of what is here at an offset. */
  readonly originalOf: (offset: number) => number;
}

/** Whether the parser only misses spaces at the start of a line. */
export function lacksIndentation({ reason }: YAMLException): boolean {
  return reason === 'deficient indentation';
}

/** More than the parent of any such line has. */
const indentation = ' '.repeat(250);

/**
 * Indents the lines that continue quoted scalars. YAML wants them deeper than their parent, but Go's readers, and so
 * kubectl, take them as they come, and published CRDs are written so. It changes no value: quoted scalars fold the
 * spaces away. Scalars in flow collections (`[…]`, `{…}`) are left as they are.
 */
export function indentContinuations(written: string): IndentedText {
  const inserted: number[] = [];
  let length = 0;
  let state: State = { kind: 'structure' };
  const lines = written.split('\n').map((line) => {
    const isContinued = state.kind === 'quoted' && !startsDocument.test(line);
    if (isContinued) inserted.push(length);
    const indented = isContinued ? indentation + line : line;
    state = after(line, state);
    length += indented.length + 1;
    return indented;
  });
  return { text: lines.join('\n'), originalOf: (offset) => withoutInserted(offset, inserted) };
}

/** What a line begins in: a quoted scalar, a block scalar below a column, or anything else. */
type State =
  | { readonly kind: 'structure' }
  | { readonly kind: 'quoted'; readonly quote: string }
  | { readonly kind: 'block'; readonly column: number };

const structure: State = { kind: 'structure' };
const startsDocument = /^(?:---|\.\.\.)(?:\s|$)/;

/** A line up to its value: indentation, dashes of lists, a key, an anchor or a tag. */
const upToValue =
  /^(?<lists> *(?:- +)*)(?<key>(?:[^\s'"#&!|>[{-][^'"]*?|"[^"]*"|'[^']*'):(?: +|$))?(?:[&!]\S* +)*/;
const blockHeader = /^[|>][-+\d]*\s*(?:#.*)?$/;

function after(line: string, state: State): State {
  if (startsDocument.test(line)) return structure;
  if (state.kind === 'quoted') return isClosed(line, state.quote) ? structure : state;
  if (state.kind === 'block') {
    const column = line.search(/[^ ]/);
    if (column < 0 || line.trim() === '' || column > state.column) return state;
  }
  const found = upToValue.exec(line);
  const value = line.slice(found?.[0].length ?? 0);
  const quote = value[0] ?? '';
  if (quote === '"' || quote === "'")
    return isClosed(value.slice(1), quote) ? structure : { kind: 'quoted', quote };
  if (!blockHeader.test(value)) return structure;
  const { lists = '', key } = found?.groups ?? {};
  return { kind: 'block', column: key === undefined ? lists.lastIndexOf('-') : lists.length };
}

/** Whether a quoted scalar ends in the rest of a line. */
function isClosed(rest: string, quote: string): boolean {
  const text = quote === '"' ? rest.replaceAll(/\\./g, '') : rest.replaceAll("''", '');
  return text.includes(quote);
}

/** @param inserted where spaces went in, in the text as it became, from first to last */
function withoutInserted(offset: number, inserted: readonly number[]): number {
  let shift = 0;
  for (const place of inserted) {
    if (place >= offset) break;
    shift += Math.min(indentation.length, offset - place);
  }
  return offset - shift;
}
