import { sha256 } from '../../core/base';
import { Lazy } from 'cdk8s';

/** Eight hexadecimal digits that follow from the content of plain data, whatever the order of its keys. */
export function specHash(value: unknown): string {
  return sha256(canonicalJson(value), 8);
}

/** JSON with sorted keys and without undefined fields: equal data gives equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // What is only known at synth (the port of a Service) follows from the name that stands beside it.
  if (value instanceof Lazy) return '"<at synth>"';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}
