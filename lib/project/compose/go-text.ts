import type { ScalarTree } from './tree';

/** As Go prints a value (`fmt.Sprint`), which is how Compose makes texts of what was not written as text. */
export function printed(tree: ScalarTree): string {
  const { value, plain } = tree;
  if (value === null) return '';
  if (typeof value === 'string') return (plain === undefined ? undefined : printedTime(plain)) ?? value;
  if (typeof value !== 'number') return String(value);
  if (plain === '-0') return plain;
  return plain !== undefined && /^[-+]?[\d._]+(?:[eE][-+]?\d+)?$/.test(plain) && /[.eE]/.test(plain)
    ? printedFloat(value)
    : String(value);
}

/** Go's `%v` of a float64: as short as can be, with an exponent below -4 and from 6 on. */
function printedFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return withoutExponent(value, digits, power);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function withoutExponent(value: number, digits: string, power: number): string {
  return power < 0 ? value.toFixed(digits.replace(/\D/g, '').length - 1 - power) : String(value);
}

/** A date, with a time after a blank, or with a time and a zone after a "T". */
const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?: (?=[^Z+]*$)|[Tt](?=.*(?:Z|[-+]\d{2}:\d{2})$))(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d+))?(Z|[-+]\d{2}:\d{2})?)?$/;

/**
 * What an unquoted date becomes once it is text; undefined where it is none (Compose's reader of YAML makes a time of
 * `2024-01-02`, and a label of it reads `2024-01-02 00:00:00 +0000 UTC`).
 */
function printedTime(text: string): string | undefined {
  const parts = timestamp.exec(text);
  if (!parts) return undefined;
  const [, year = '', month = '', day = '', hour, minute, second, fraction = '', zone] = parts;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined;
  const two = (value: string | undefined): string => (value ?? '0').padStart(2, '0');
  const rest = fraction.replace(/0+$/, '');
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${rest === '' ? '' : `.${rest}`}`;
  return `${year}-${two(month)}-${two(day)} ${clock} ${zoneText(zone)}`;
}

function zoneText(zone: string | undefined): string {
  if (zone === undefined || zone === 'Z') return '+0000 UTC';
  const digits = zone.replace(':', '');
  return digits.slice(1) === '0000' ? '+0000 UTC' : `${digits} ${digits}`;
}
