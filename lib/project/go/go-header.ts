import { quotedValue } from './mod-text';

/** What the head of a Go file says. */
export interface GoHeader {
  /** Its package; undefined where it has no package clause that could be read. */
  readonly package: string | undefined;
  /** Whether it imports "C". */
  readonly usesCgo: boolean;
  /** The packages that it imports, as far as it could be read. */
  readonly imports: readonly string[];
}

const blanks = /(?:[ \t\r\n;\ufeff]|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const word = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const string = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y;

/** Words that name no package. */
const keywords = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);

/** Reads the package clause and the imports of a Go file, as far as go/build does. */
export function goHeader(text: string): GoHeader {
  let at = 0;
  const skip = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const next = (pattern: RegExp): string | undefined => {
    skip(blanks);
    return skip(pattern);
  };
  if (next(word) !== 'package') return { package: undefined, usesCgo: false, imports: [] };
  const given = next(word);
  const name = given === undefined || keywords.has(given) ? undefined : given;
  const imports: string[] = [];
  const read = (): GoHeader => ({ package: name, usesCgo: imports.includes('C'), imports });
  const readImport = (): boolean => {
    next(/\.|[\p{L}_][\p{L}\p{Nd}_]*/uy);
    const path = next(string);
    if (path !== undefined)
      imports.push(path.startsWith('`') ? path.slice(1, -1) : (quotedValue(path) ?? ''));
    return path !== undefined;
  };
  while (next(word) === 'import') {
    if (next(/\(/y) === undefined) {
      if (!readImport()) break;
    } else {
      while (next(/\)/y) === undefined) if (!readImport()) return read();
    }
  }
  return read();
}
