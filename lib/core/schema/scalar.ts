import { isEqual, nearest } from '../base';
import { alternatives, describeValue, quote } from './describe';
import type { Bound, Limits, NumberLimits, TextLimits } from './limits';
import { type Misfit, countMisfit, none } from './misfit';

/** What is wrong with a value of the right type. */
export function scalarMisfits({ allowed, text, number }: Limits, value: unknown): readonly Misfit[] {
  const refused = allowed && notAllowed(allowed, value);
  const others =
    text && typeof value === 'string'
      ? textMisfits(text, value)
      : number && typeof value === 'number'
        ? numberMisfits(number, value)
        : none;
  return refused ? [refused, ...others] : others;
}

export function notAllowed(allowed: readonly unknown[], value: unknown): Misfit | undefined {
  for (const each of allowed) if (isEqual(each, value)) return undefined;
  const texts = allowed.filter((each) => typeof each === 'string');
  const near = typeof value === 'string' ? nearest(value, texts) : undefined;
  const message = `${describeValue(value)} is not allowed here; allowed is ${alternatives(allowed.map(quote))}.`;
  return {
    rule: 'not-allowed-value',
    message: capitalized(message),
    fix: near === undefined ? `Write ${alternatives(allowed.map(quote))}.` : `Write ${quote(near)}.`,
  };
}

function textMisfits({ characters, pattern }: TextLimits, text: string): readonly Misfit[] {
  const counted = characters && countMisfit(Array.from(text).length, characters, 'character');
  if (!pattern || pattern.read.test(text)) return counted ? [counted] : none;
  const { text: written, title } = pattern;
  const [message, fix] =
    title === undefined
      ? [`The text ${quote(text)} does not match ${written}.`, `Write a text that matches ${written}.`]
      : [`The text ${quote(text)} is no ${title}.`, `Write a ${title}.`];
  const unmatched: Misfit = { rule: 'wrong-pattern', message, fix };
  return counted ? [counted, unmatched] : [unmatched];
}

const int32 = {
  lowest: { value: -(2 ** 31), exclusive: false },
  highest: { value: 2 ** 31 - 1, exclusive: false },
} as const;

function numberMisfits(limits: NumberLimits, value: number): readonly Misfit[] {
  const { isInt32, multipleOf } = limits;
  const lowest = limits.lowest ?? (isInt32 && isBelow(value, int32.lowest) ? int32.lowest : undefined);
  const highest = limits.highest ?? (isInt32 && isAbove(value, int32.highest) ? int32.highest : undefined);
  if ((lowest && isBelow(value, lowest)) || (highest && isAbove(value, highest))) {
    const demands = [
      lowest && `${lowest.exclusive ? 'more than' : 'at least'} ${lowest.value}`,
      highest && `${highest.exclusive ? 'less than' : 'at most'} ${highest.value}`,
    ];
    const fix = `Write a number of ${demands.filter(Boolean).join(' and ')}.`;
    return [{ rule: 'out-of-range', message: `${value} is out of range.`, fix }];
  }
  if (multipleOf === undefined || Number.isInteger(value / multipleOf)) return none;
  const message = `${value} is no multiple of ${multipleOf}.`;
  return [{ rule: 'out-of-range', message, fix: `Write a multiple of ${multipleOf}.` }];
}

function isBelow(value: number, { value: lowest, exclusive }: Bound): boolean {
  return exclusive ? value <= lowest : value < lowest;
}

function isAbove(value: number, { value: highest, exclusive }: Bound): boolean {
  return exclusive ? value >= highest : value > highest;
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
