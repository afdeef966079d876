/**
 * re2js reads RE2's syntax as older Go versions did. Two things are newer in Go 1.26: names of Unicode classes are
 * taken in any case and by their long names (while names of several words are not taken at all), and a group's
 * name may be given twice. So classes are rewritten to the names that re2js knows, and groups get names that differ,
 * as nothing here asks for a group by its name.
 */
export function toRe2js(pattern: string): string {
  let rewritten = '';
  for (let at = 0; at < pattern.length;) {
    const { end, text } = pieceAt(pattern, at);
    rewritten += text ?? pattern.slice(at, end);
    at = end;
  }
  return rewritten;
}

/** A part of a pattern that is understood as a whole, and what stands for it in re2js, if not itself. */
interface Piece {
  readonly end: number;
  readonly text?: string;
}

/** Unicode's long names of categories, as Go spells them after folding: one capital, no separators. */
const CATEGORY_ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    LC: 'lc casedletter',
    Cc: 'control cntrl',
    Cf: 'format',
    Cn: 'unassigned',
    Co: 'privateuse',
    Cs: 'surrogate',
    C: 'other',
    L: 'letter',
    Ll: 'lowercaseletter',
    Lm: 'modifierletter',
    Lo: 'otherletter',
    Lt: 'titlecaseletter',
    Lu: 'uppercaseletter',
    M: 'mark combiningmark',
    Mc: 'spacingmark',
    Me: 'enclosingmark',
    Mn: 'nonspacingmark',
    N: 'number',
    Nd: 'decimalnumber digit',
    Nl: 'letternumber',
    No: 'othernumber',
    P: 'punctuation punct',
    Pc: 'connectorpunctuation',
    Pd: 'dashpunctuation',
    Pe: 'closepunctuation',
    Pf: 'finalpunctuation',
    Pi: 'initialpunctuation',
    Po: 'otherpunctuation',
    Ps: 'openpunctuation',
    S: 'symbol',
    Sc: 'currencysymbol',
    Sk: 'modifiersymbol',
    Sm: 'mathsymbol',
    So: 'othersymbol',
    Z: 'separator',
    Zl: 'lineseparator',
    Zp: 'paragraphseparator',
    Zs: 'spaceseparator',
  }).flatMap(([category, names]) =>
    names.split(' ').map((name): [string, string] => [capitalized(name), category]),
  ),
);

function pieceAt(pattern: string, at: number): Piece {
  if (pattern[at] === '[') return classAt(pattern, at);
  if (pattern[at] === '(') return groupAt(pattern, at);
  if (pattern[at] !== '\\') return { end: at + 1 };
  if (pattern[at + 1] === 'Q') {
    const close = pattern.indexOf('\\E', at + 2);
    return { end: close < 0 ? pattern.length : close + 2 };
  }
  const piece = escapeAt(pattern, at);
  // Go has no table of what else folds into the cased letters, so there `(?i)` changes nothing.
  return piece.text?.endsWith('{LC}') ? { ...piece, text: `(?-i:${piece.text})` } : piece;
}

const GROUP_NAME = /\?P?<[0-9A-Za-z_]+>/y;

function groupAt(pattern: string, at: number): Piece {
  GROUP_NAME.lastIndex = at + 1;
  const name = GROUP_NAME.exec(pattern);
  return name ? { end: at + 1 + name[0].length, text: `(?P<g${at}>` } : { end: at + 1 };
}

/** A bracketed class: a `]` right at its start and named classes such as `[:alpha:]` don't end it. */
function classAt(pattern: string, start: number): Piece {
  let at = start + 1;
  if (pattern[at] === '^') at++;
  let text = pattern.slice(start, at);
  for (let first = true; at < pattern.length; first = false) {
    if (pattern[at] === ']' && !first) return { end: at + 1, text: `${text}]` };
    const piece =
      pattern[at] === '\\' ? escapeAt(pattern, at) : { end: namedClassEnd(pattern, at) ?? at + 1 };
    text += piece.text ?? pattern.slice(at, piece.end);
    at = piece.end;
  }
  return { end: at, text };
}

function namedClassEnd(pattern: string, at: number): number | undefined {
  if (!pattern.startsWith('[:', at)) return undefined;
  const close = pattern.indexOf(':]', at + 2);
  return close < 0 ? undefined : close + 2;
}

function escapeAt(pattern: string, at: number): Piece {
  const letter = pattern[at + 1];
  if (letter !== 'p' && letter !== 'P') return { end: at + 2 };
  const braced = pattern[at + 2] === '{';
  const close = braced ? pattern.indexOf('}', at) : at + 2;
  if (close < 0 || close >= pattern.length) return { end: at + 2 };
  const written = pattern.slice(braced ? at + 3 : at + 2, braced ? close : close + 1);
  const negation = written.startsWith('^') ? '^' : '';
  const name = capitalized(written.slice(negation.length));
  return { end: close + 1, text: `\\${letter}{${negation}${CATEGORY_ALIASES.get(name) ?? name}}` };
}

/** Go's canonical form of a class's name: only its first letter is a capital, and separators don't count. */
function capitalized(name: string): string {
  const letters = name.replace(/[_\- ]/g, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return letters.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
