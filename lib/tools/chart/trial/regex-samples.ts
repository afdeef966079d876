/** So many samples of one part are kept. */
const most = 8;

/**
 * A few texts that a regular expression takes, each alternative once. What it does not understand (a lookaround, a
 * reference) it passes over: a sample that is none is only a word like others.
 */
export function samplesOf(pattern: string): readonly string[] {
  const reader = { pattern, at: 0 };
  return [...new Set(alternatives(reader))].slice(0, most);
}

interface Reader {
  readonly pattern: string;
  at: number;
}

function alternatives(reader: Reader): readonly string[] {
  const all = [...sequence(reader)];
  while (reader.pattern[reader.at] === '|') {
    reader.at++;
    all.push(...sequence(reader));
  }
  return all.slice(0, 2 * most);
}

function sequence(reader: Reader): readonly string[] {
  let samples: readonly string[] = [''];
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    const part = repeated(reader, atom(reader));
    samples = samples.flatMap((start) => part.map((end) => start + end)).slice(0, most);
  }
  return samples;
}

/** The samples of one character, class or group. */
function atom(reader: Reader): readonly string[] {
  const character = reader.pattern[reader.at++] ?? '';
  if (character === '(') {
    const start = /^\?(?:<[=!]|<\w+>|[:=!])/.exec(reader.pattern.slice(reader.at))?.[0] ?? '';
    reader.at += start.length;
    const inner = alternatives(reader);
    reader.at++;
    return /[=!]$/.test(start) ? [''] : inner;
  }
  if (character === '[') return [classSample(reader)];
  if (character === '\\') return [escapeSample(reader.pattern[reader.at++] ?? '')];
  if (character === '^' || character === '$') return [''];
  return [character === '.' ? 'x' : character];
}

/** How often it may stand there: as seldom as it can, and once more. */
function repeated(reader: Reader, samples: readonly string[]): readonly string[] {
  const quantifier = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.pattern.slice(reader.at));
  if (!quantifier) return samples;
  reader.at += quantifier[0].length;
  const times = (count: number): readonly string[] =>
    samples.map((sample) => sample.repeat(Math.min(count, 300)));
  if (quantifier[1] !== undefined) return times(Number(quantifier[1]));
  return quantifier[0].startsWith('+') ? [...times(1), ...times(2)] : [...times(1), ''];
}

function classSample(reader: Reader): string {
  const end = /^\^?\]?(?:[^\]\\]|\\.)*/.exec(reader.pattern.slice(reader.at))?.[0] ?? '';
  reader.at += end.length + 1;
  if (end.startsWith('^')) return ['x', '7', '-', ' ', '/'].find((one) => !end.includes(one)) ?? '';
  const [first = '', second = ''] = end;
  return first === '\\' ? escapeSample(second) : first;
}

function escapeSample(escape: string): string {
  const known: Readonly<Record<string, string>> = {
    d: '7',
    w: 'x',
    s: ' ',
    D: 'x',
    W: '-',
    S: 'x',
    b: '',
    B: '',
    n: '\n',
    t: '\t',
  };
  return known[escape] ?? escape;
}
