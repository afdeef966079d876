import { isPlainMap, oncePer } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { JsonSchema } from '../../../core/schema';
import { parseDuration } from '../read';
import { type SpecFault, refused } from './fault';

/**
 * The faults of all durations in a spec. Where a CRD takes a number or a text, it means a duration, except for the
 * port of a service; the one duration that only may be a text is `flushInterval`.
 */
export function durationFaults(schema: JsonSchema, value: unknown): readonly SpecFault[] {
  const faults: SpecFault[] = [];
  addFaults(schema, value, [], faults);
  return faults;
}

/** @param path where the value stands; the same list all the way */
function addFaults(schema: JsonSchema, value: unknown, path: (string | number)[], faults: SpecFault[]): void {
  const depth = path.length;
  const addBelow = (key: string | number, field: JsonSchema, item: unknown): void => {
    path[depth] = key;
    addFaults(field, item, path, faults);
    path.length = depth;
  };
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) value.forEach((item, index) => addBelow(index, items, item));
  } else if (isPlainMap(value)) {
    for (const [key, field] of fieldsWithDurations(schema)) {
      if (Object.hasOwn(value, key)) addBelow(key, field, value[key]);
    }
  } else if (
    isScalar(value) &&
    isDuration(schema, value, path.at(-1)) &&
    parseDuration(value) === undefined
  ) {
    faults.push(noDuration(value, [...path]));
  }
}

function noDuration(value: string | number, path: FieldPath): SpecFault {
  return refused('invalid-duration', path, {
    message: `${JSON.stringify(value)} is no duration.`,
    consequence: 'Traefik cannot read it, and drops the object or the route that holds it.',
    fix: 'Write a number with its unit, for example 500ms, 30s or 1m30s.',
    reason: `invalid duration "${value}"`,
    by: 'provider',
  });
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

function isDuration(schema: JsonSchema, value: string | number, name: string | number | undefined): boolean {
  return isDurationField(name, schema) && !(name === 'flushInterval' && value === '');
}

function isDurationField(name: string | number | undefined, schema: JsonSchema): boolean {
  return name === 'flushInterval' || (schema['x-kubernetes-int-or-string'] === true && name !== 'port');
}
