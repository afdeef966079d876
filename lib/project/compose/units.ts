const durationUnits: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};

/** Nanoseconds of a duration as Compose reads it (Go's syntax, with days and weeks); undefined where it is none. */
export function readDuration(text: string): bigint | undefined {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0n;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)[^\d.]+)+$/u.test(rest)) return undefined;
  let total = 0n;
  for (const [, number = '', unit = ''] of rest.matchAll(/([\d.]+)([^\d.]+)/gu)) {
    const nanoseconds = Object.hasOwn(durationUnits, unit) ? durationUnits[unit] : undefined;
    if (nanoseconds === undefined) return undefined;
    const [whole = '', fraction = ''] = number.split('.');
    total += BigInt(whole || '0') * nanoseconds;
    if (fraction !== '') {
      total += BigInt(Math.trunc(Number(fraction) * (Number(nanoseconds) / 10 ** fraction.length)));
    }
  }
  if (total >= 2n ** 63n) return undefined;
  return sign === '-' ? -total : total;
}

/** Bytes of a size such as `512m`, `1.5gb` or `64KiB` (powers of 1024); undefined where it is none. */
export function readBytes(text: string): number | undefined {
  const [, number = '', suffix = ''] = /^([\d.]*\d\.?|\d[\d.]*) ?([a-z]{0,3})$/i.exec(text) ?? [];
  const size = Number(number);
  if (number === '' || Number.isNaN(size)) return undefined;
  const unit = suffix.toLowerCase();
  if (unit === '' || unit === 'b') return Math.trunc(size);
  const power = 'kmgtp'.indexOf(unit[0] ?? '') + 1;
  if (power === 0 || !['', 'b', 'ib'].includes(unit.slice(1))) return undefined;
  return Math.trunc(size * 1024 ** power);
}

/**
 * The words of a command that is written as one text, as Compose parts it: blanks divide, quotes and backslashes
 * keep together, and what a shell would do with `;`, `&`, `|`, `<` or `>` ends it. Undefined where a quote or a
 * parenthesis is not closed.
 */
export function readWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word = '';
  let begun = false;
  let quote: '"' | "'" | '`' | '$(' | undefined;
  const characters = Array.from(line);
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '\\' && quote !== "'") {
      const next = characters[++index];
      if (next === undefined) return undefined;
      word += next;
      begun = true;
      continue;
    }
    if (/[ \t\r\n]/.test(character)) {
      if (quote !== undefined) word += character;
      else if (begun) {
        words.push(word);
        [word, begun] = ['', false];
      }
      continue;
    }
    if (character === '"' && quote !== "'" && quote !== '$(' && quote !== '`') {
      begun ||= quote === '"';
      quote = quote === '"' ? undefined : '"';
      continue;
    }
    if (character === "'" && quote !== '"' && quote !== '$(' && quote !== '`') {
      begun ||= quote === "'";
      quote = quote === "'" ? undefined : "'";
      continue;
    }
    if (character === '`' && (quote === undefined || quote === '`')) quote = quote === '`' ? undefined : '`';
    if (character === '(' && quote === undefined) {
      if (!word.endsWith('$')) return undefined;
      quote = '$(';
    } else if (character === ')' && (quote === undefined || quote === '$(')) {
      // Compose counts a lone ")" as the beginning of what never ends.
      quote = quote === '$(' ? undefined : '$(';
    } else if (/[;&|<>]/.test(character) && quote === undefined) {
      // A number in front of ">" names a file of the shell's.
      if (character === '>' && /^\d/.test(word)) begun = false;
      break;
    }
    word += character;
    begun = true;
  }
  if (quote !== undefined) return undefined;
  return begun ? [...words, word] : words;
}
