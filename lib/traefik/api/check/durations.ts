import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { JsonSchema } from '../../../core/schema';
import { parseDuration } from '../read';
import { type SpecFault, refused } from './fault';

/**
 * The faults of all durations in a spec. Where a CRD takes a number or a text, it means a duration, except for the
 * port of a service; the one duration that only may be a text is `flushInterval`.
 */
export function durationFaults(
  schema: JsonSchema,
  value: unknown,
  path: FieldPath = [],
): readonly SpecFault[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item, index) => durationFaults(items, item, [...path, index])) : [];
  }
  if (isPlainMap(value)) {
    const { properties = {} } = schema;
    return Object.entries(properties).flatMap(([key, field]) =>
      Object.hasOwn(value, key) ? durationFaults(field, value[key], [...path, key]) : [],
    );
  }
  if (!isScalar(value) || !isDuration(schema, value, path) || parseDuration(value) !== undefined) return [];
  return [
    refused('invalid-duration', path, {
      message: `${JSON.stringify(value)} is no duration.`,
      consequence: 'Traefik cannot read it, and drops the object or the route that holds it.',
      fix: 'Write a number with its unit, for example 500ms, 30s or 1m30s.',
      reason: `invalid duration "${value}"`,
      by: 'provider',
    }),
  ];
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isDuration(schema: JsonSchema, value: string | number, path: FieldPath): boolean {
  const name = path.at(-1);
  if (name === 'flushInterval') return value !== '';
  return schema['x-kubernetes-int-or-string'] === true && name !== 'port';
}
