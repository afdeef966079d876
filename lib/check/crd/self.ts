import { isPlainMap, own } from '../../core/base';
import { CelError, type CelValue, basic, fromJson, mapOf, readCel } from '../cel';

/**
 * A value as rules of its schema see it: with the defaults of the schema and without what the schema does not have.
 * Undefined where it is not of the type that the schema says, which is refused before any rule is asked.
 *
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel (validation.go, values.go)
 */
export function selfOf(schema: unknown, value: unknown): CelValue | undefined {
  const type = own(schema, 'type');
  if (type === 'object') return isPlainMap(value) ? objectOf(schema, value) : undefined;
  if (type === 'array') {
    if (!Array.isArray(value)) return undefined;
    const items = value.map((item: unknown) => selfOf(own(schema, 'items'), item));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (type === 'number') return typeof value === 'number' ? value : undefined;
  if (type === 'integer') return Number.isSafeInteger(value) ? fromJson(value) : undefined;
  if (type === 'string') return typeof value === 'string' ? textOf(value, own(schema, 'format')) : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  return fromJson(value);
}

/** What texts of some formats are to rules. */
const conversions: Readonly<Record<string, string>> = {
  date: "timestamp(text + 'T00:00:00Z')",
  'date-time': 'timestamp(text)',
  duration: 'duration(text)',
};

function textOf(text: string, format: unknown): CelValue | undefined {
  if (format === 'byte') return Buffer.from(text, 'base64');
  const conversion = typeof format === 'string' ? own(conversions, format) : undefined;
  if (typeof conversion !== 'string') return text;
  try {
    return readCel(conversion, { names: { text: basic('string') } }).run(() => text);
  } catch (error) {
    if (error instanceof CelError) return undefined;
    throw error;
  }
}

function objectOf(schema: unknown, value: Readonly<Record<string, unknown>>): CelValue | undefined {
  const properties = own(schema, 'properties');
  const values = own(schema, 'additionalProperties');
  const entries = isPlainMap(properties)
    ? Object.entries(properties).flatMap(([name, child]) => {
        const given = value[name] ?? own(child, 'default');
        return given === undefined || given === null ? [] : [[celName(name), selfOf(child, given)] as const];
      })
    : Object.entries(value).map(([name, given]) => [name, selfOf(values, given)] as const);
  const known = entries.flatMap(([name, each]) => (each === undefined ? [] : [[name, each] as const]));
  return known.length === entries.length ? mapOf(known) : undefined;
}

/** Words that CEL keeps for itself. */
const reserved: ReadonlySet<string> = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** A name of a field as expressions write it. */
function celName(name: string): string {
  if (reserved.has(name)) return `__${name}__`;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
