import { Assertion, type RegexpProgram, type RegexpStep, foldsOf } from './regexp-steps';

/** A part of an expression, which knows how to go on to a step. */
type Part = (next: number) => number;

const last = 0x10ffff;
const newline = 10;
const punctuation = /^[!-/:-@[-`{-~]$/;
/** Characters that mean more than themselves outside of classes. */
const special: ReadonlySet<string> = new Set('\\^$.|?*+()[]{}');

/**
 * The program of an expression in which nothing but the plainest is used: letters as they are, `.`, classes, groups
 * without a number, alternatives, `?`, `*` and `+`, `^`, `$` and `\z`. Most are so, and all that this program makes
 * itself; loading and asking re2js takes longer than everything else that is done with them. A test holds both against
 * each other.
 *
 * @returns undefined where anything else stands in it: that is for re2js
 */
export function plainProgram(pattern: string): RegexpProgram | undefined {
  try {
    return new Reader(pattern).program();
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

/** Thrown where more is used than is known here. */
const beyond = new Error('not plain');

class Reader {
  private readonly steps: RegexpStep[] = [];
  private readonly isFolded: boolean;
  private at: number;

  constructor(private readonly text: string) {
    this.isFolded = text.startsWith('(?i)');
    this.at = this.isFolded ? '(?i)'.length : 0;
  }

  program(): RegexpProgram {
    const whole = this.alternatives();
    if (this.at < this.text.length) throw beyond;
    const match = this.add({ op: 'match' });
    return { start: whole(match), steps: this.steps };
  }

  private add(step: RegexpStep): number {
    return this.steps.push(step) - 1;
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private alternatives(): Part {
    const all = [this.sequence()];
    while (this.take('|')) all.push(this.sequence());
    return all.reduceRight(
      (others, one) => (next) => this.add({ op: 'either', next: one(next), or: others(next) }),
    );
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.at < this.text.length && !/[|)]/.test(this.text.charAt(this.at))) parts.push(this.repeated());
    if (parts.length === 0) throw beyond;
    return (next) => parts.reduceRight((after, part) => part(after), next);
  }

  private repeated(): Part {
    const start = this.at;
    const part = this.single();
    const isAssertion = /^(?:[$^]|\\z)$/.test(this.text.slice(start, this.at));
    const sign = /[*+?]/.exec(this.text.charAt(this.at))?.[0];
    if (sign === undefined) return part;
    this.at++;
    // Twice, reluctant, or of what reads nothing: what that means is for others.
    if (isAssertion || this.text.startsWith('(?:', start) || /[*+?{]/.test(this.text.charAt(this.at)))
      throw beyond;
    if (sign === '?') return (next) => this.add({ op: 'either', next: part(next), or: next });
    return (next) => {
      const fork = this.add({ op: 'fail' });
      const again = part(fork);
      this.steps[fork] = { op: 'either', next: again, or: next };
      return sign === '*' ? fork : again;
    };
  }

  private single(): Part {
    if (this.take('(?:')) {
      const inner = this.alternatives();
      if (!this.take(')')) throw beyond;
      return inner;
    }
    if (this.take('^')) return this.assertion(Assertion.beginText);
    if (this.take('$') || this.take('\\z')) return this.assertion(Assertion.endText);
    if (this.take('.')) return this.reading([0, newline - 1, newline + 1, last]);
    if (this.take('[')) return this.reading(this.classRanges());
    const code = this.take('\\') ? this.escaped() : this.literal();
    return this.reading(rangesOf(this.isFolded ? foldsOf(code) : [code]));
  }

  private assertion(bits: number): Part {
    return (next) => this.add({ op: 'assert', bits, next });
  }

  private reading(ranges: readonly number[]): Part {
    return (next) => this.add({ op: 'read', ranges, next });
  }

  private literal(): number {
    const character = this.text.charAt(this.at++);
    if (special.has(character)) throw beyond;
    return asciiOf(character);
  }

  private escaped(): number {
    const character = this.text.charAt(this.at++);
    if (!punctuation.test(character)) throw beyond;
    return asciiOf(character);
  }

  /** Characters and ranges of them, in which nothing is escaped. */
  private classRanges(): readonly number[] {
    const isNegated = this.take('^');
    const codes = new Set<number>();
    const start = this.at;
    for (; !this.text.startsWith(']', this.at); this.at++) {
      const character = this.text.charAt(this.at);
      // A hyphen means a range between two others, and itself nowhere else but at an end.
      if (/^[[\\\]^-]$/.test(character)) throw beyond;
      const first = asciiOf(character);
      const isRange = /^-[^\]]/.test(this.text.slice(this.at + 1, this.at + 3));
      if (isRange) this.at += 2;
      const end = isRange ? asciiOf(this.text.charAt(this.at)) : first;
      if (end < first || (isRange && /[[\\]/.test(this.text.charAt(this.at)))) throw beyond;
      for (let code = first; code <= end; code++) codes.add(code);
    }
    if (this.at === start) throw beyond;
    this.at++;
    const sorted = [...codes].toSorted((a, b) => a - b);
    if (this.isFolded && /[a-z]/i.test(String.fromCharCode(...sorted))) throw beyond;
    const ranges = rangesOf(sorted);
    return isNegated ? complementOf(ranges) : ranges;
  }
}

function asciiOf(character: string): number {
  const code = character.charCodeAt(0);
  if (!(code >= 0x20 && code < 0x7f)) throw beyond;
  return code;
}

/** Neighbours as one range. @param codes ascending */
function rangesOf(codes: readonly number[]): readonly number[] {
  const ranges: number[] = [];
  for (const code of codes) {
    if (ranges.at(-1) === code - 1) ranges[ranges.length - 1] = code;
    else ranges.push(code, code);
  }
  return ranges;
}

function complementOf(ranges: readonly number[]): readonly number[] {
  const bounds = [-1, ...ranges, last + 1];
  const others: number[] = [];
  for (let index = 0; index < bounds.length; index += 2) {
    const [low, high] = [(bounds[index] ?? 0) + 1, (bounds[index + 1] ?? 0) - 1];
    if (low <= high) others.push(low, high);
  }
  return others;
}
