/** A value of any origin as one would write it, for messages: JSON, and what JSON has not as YAML writes it. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return endless(value);
  return JSON.stringify(value, (_key, each: unknown) => plain(each)) ?? `a ${typeof value}`;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && !Number.isFinite(value) ? endless(value) : value;
}

function endless(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}
