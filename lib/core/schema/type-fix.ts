import { isPlainMap } from '../base';
import type { CompiledSchema } from './compiled';
import { describeSchema, jsonType, quote, takesType } from './describe';
import type { JsonSchema } from './types';

/** What to write in place of a value of another type; undefined where the schema names no type. */
export function typeFix(compiled: CompiledSchema, value: unknown): string | undefined {
  const { schema } = compiled;
  if (schema.type === undefined && schema['x-kubernetes-int-or-string'] !== true) return undefined;
  const types = new Set([schema.type].flat());
  const bare = typeof value === 'string' ? bareValue(value) : undefined;
  if (bare !== undefined && takesType(schema, jsonType(bare))) return `Write ${bare} without quotes.`;
  if (types.has('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Write it in quotes: "${value}".`;
  }
  if (types.has('array')) return listFix(compiled.items?.schema ?? {}, value);
  if (Array.isArray(value)) {
    const [only, ...others]: readonly unknown[] = value;
    const isAlone = others.length === 0 && only !== undefined && takesType(schema, jsonType(only));
    if (isAlone)
      return isPlainMap(only) ? 'Write the item alone, not in a list.' : `Write ${quote(only)} alone.`;
  }
  if (types.has('object')) return mapFix(compiled, value);
  return `Write ${describeSchema(schema)}${types.has('integer') || types.has('number') ? ', such as 1' : ''}.`;
}

/** What a text would be without quotes, where that is another value. */
function bareValue(text: string): number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}

function listFix(items: JsonSchema, value: unknown): string {
  if (value === null) return 'Write its items below it, or [] for none.';
  if (!takesType(items, jsonType(value)))
    return `Write a list; each of its items is ${describeSchema(items)}.`;
  return isPlainMap(value)
    ? 'Write a list: with a dash before the first field of each item.'
    : `Write a list: [${quote(value)}].`;
}

/** A text in place of a map is most often what its one needed field should be. */
function mapFix(compiled: CompiledSchema, value: unknown): string {
  if (value === null) return 'Write its fields below it, or {} for none.';
  const { properties = {}, required = [] } = compiled.schema;
  const [key = Object.keys(properties)[0] ?? 'key', ...others] = required;
  const field = (compiled.named(key) ?? compiled.others)?.schema ?? {};
  const isMeant = required.length === 1 && !isPlainMap(value) && takesType(field, jsonType(value));
  const more = others.map((other) => `, ${other}: …`).join('');
  const map = `{ ${key}: ${isMeant ? quote(value) : sample(field)}${more} }`;
  // What is turned on by `true` elsewhere is turned on by a map without fields here.
  return value === true && required.length === 0
    ? `Write a map: {}, or ${map}.`
    : `Write a map, such as ${map}.`;
}

/** A value as it may look, where what it is does not matter. */
function sample(schema: JsonSchema): string {
  if (schema.enum) return quote(schema.enum[0]);
  switch ([schema.type].flat()[0]) {
    case 'boolean':
      return 'true';
    case 'integer':
    case 'number':
      return String(Math.max(schema.minimum ?? 1, 1));
    case 'array':
      return '[…]';
    case 'object':
      return '{ … }';
    default:
      return '…';
  }
}
