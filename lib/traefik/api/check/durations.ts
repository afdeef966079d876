import { isPlainMap, oncePer } from '../../../core/base';
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
    return fieldsWithDurations(schema).flatMap(([key, field]) =>
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

/** The fields that are durations or hold some: few of a schema's, and each object is asked for them. */
const fieldsWithDurations = oncePer(
  (schema: JsonSchema): readonly (readonly [key: string, field: JsonSchema])[] =>
    Object.entries(schema.properties ?? {}).filter(([key, field]) => mayHoldDuration(key, field)),
);

function mayHoldDuration(name: string | number, schema: JsonSchema): boolean {
  if (isDurationField(name, schema) || fieldsWithDurations(schema).length > 0) return true;
  return schema.items !== undefined && mayHoldDuration(0, schema.items);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isDuration(schema: JsonSchema, value: string | number, path: FieldPath): boolean {
  const name = path.at(-1);
  return isDurationField(name, schema) && !(name === 'flushInterval' && value === '');
}

function isDurationField(name: string | number | undefined, schema: JsonSchema): boolean {
  return name === 'flushInterval' || (schema['x-kubernetes-int-or-string'] === true && name !== 'port');
}
