/** A double as Go's `strconv.FormatFloat(value, 'g', -1, 64)` writes it, which CEL's `string()` asks. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return infinite(value, ['NaN', '+Inf', '-Inf']);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return plainDouble(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A double without an exponent, as `strconv.FormatFloat(value, 'f', -1, 64)` and `format` write it. */
export function plainDouble(value: number): string {
  if (!Number.isFinite(value)) return infinite(value, ['NaN', 'Infinity', '-Infinity']);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const power = Number(exponent);
  const digits = whole + fraction;
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  if (fraction.length <= power) return `${sign}${digits}${'0'.repeat(power - fraction.length)}`;
  return `${sign}${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}

function infinite(value: number, [nan, most, least]: readonly [string, string, string]): string {
  if (Number.isNaN(value)) return nan;
  return value > 0 ? most : least;
}
