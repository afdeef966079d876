import { type FieldPath, type Finding } from '../../../core/finding';
import { type JsonSchema } from '../../../core/schema';
import { isPlainMap } from '../../../core/base';
import { refused } from './finding';

/** What Go's time.ParseDuration and whole seconds have in common with the fields of Traefik. */
const duration = /^-?(?:[0-9]+|(?:[0-9]+(?:\.[0-9]*)?(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/**
 * The findings of all durations in a spec. Where a CRD takes a number or a text, it means a duration, except for the
 * port of a service; the one duration that only may be a text is `flushInterval`.
 */
export function durationFindings(
  schema: JsonSchema,
  value: unknown,
  path: FieldPath = [],
): readonly Finding[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item, index) => durationFindings(items, item, [...path, index])) : [];
  }
  if (isPlainMap(value)) {
    const { properties = {} } = schema;
    return Object.keys(value).flatMap((key) => {
      const field = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return field ? durationFindings(field, value[key], [...path, key]) : [];
    });
  }
  if (typeof value !== 'string' || !isDuration(schema, path) || duration.test(value)) return [];
  return [
    refused('invalid-duration', path, {
      message: `${JSON.stringify(value)} is no duration.`,
      consequence: 'Traefik cannot read it, and drops the object or the route that holds it.',
      fix: 'Write a number with its unit, for example 500ms, 30s or 1m30s.',
    }),
  ];
}

function isDuration(schema: JsonSchema, path: FieldPath): boolean {
  const name = path.at(-1);
  return name === 'flushInterval' || (schema['x-kubernetes-int-or-string'] === true && name !== 'port');
}
