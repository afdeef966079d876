/**
 * A text that a regular expression probably matches, for the plain forms that rules use: literals, `.`, classes,
 * groups, alternatives (the first), and repetitions (once, or as often as they must). Undefined where it has
 * anything else in it.
 */
export function sampleOf(pattern: string): string | undefined {
  const reader = { text: pattern.replace(/^\(\?[a-z]+\)/, ''), at: 0 };
  const sample = alternatives(reader);
  return reader.at === reader.text.length ? sample : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

const classSamples: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  b: '',
  A: '',
  z: '',
};

/** Patterns nest no deeper than people write them. */
const deepest = 100;

function alternatives(reader: Reader, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  let first = pieces(reader, depth);
  while (reader.text[reader.at] === '|') {
    reader.at++;
    if (pieces(reader, depth) === undefined) first = undefined;
  }
  return first;
}

function pieces(reader: Reader, depth: number): string | undefined {
  let sample = '';
  while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
    const one = piece(reader, depth);
    if (one === undefined) return undefined;
    sample += one.repeat(repetition(reader));
  }
  return sample;
}

function piece(reader: Reader, depth: number): string | undefined {
  const character = reader.text[reader.at++] ?? '';
  switch (character) {
    case '^':
    case '$':
      return '';
    case '.':
      return 'a';
    case '\\': {
      const escaped = reader.text[reader.at++] ?? '';
      return /[a-zA-Z]/.test(escaped) ? classSamples[escaped] : escaped;
    }
    case '[':
      return characterClass(reader);
    case '(': {
      const marker = /^\?(:|P?<\w+>)/.exec(reader.text.slice(reader.at));
      reader.at += marker?.[0].length ?? 0;
      const inner = alternatives(reader, depth + 1);
      return reader.text[reader.at++] === ')' ? inner : undefined;
    }
    default:
      return '?*+{'.includes(character) ? undefined : character;
  }
}

/** The first character of a class; of a negated one, a character that is seldom in such a class. */
function characterClass(reader: Reader): string | undefined {
  const end = reader.text.indexOf(']', reader.at + 1);
  if (end < 0) return undefined;
  const inner = reader.text.slice(reader.at, end);
  reader.at = end + 1;
  if (inner.startsWith('^')) return ['a', '0', '-'].find((candidate) => !inner.includes(candidate));
  return inner.startsWith('\\') ? (classSamples[inner[1] ?? ''] ?? inner[1]) : inner[0];
}

/** How often the piece before is to stand. */
function repetition(reader: Reader): number {
  const found = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.text.slice(reader.at));
  if (!found) return 1;
  reader.at += found[0].length;
  return Math.min(Number(found[1] ?? 1), 1000);
}
