import { type JsonSchema } from '../../core/schema';
import { isPlainMap } from '../../core/base';

/** Parts shorter than this are quicker read where they stand. */
const worthSharing = 150;

/**
 * The same schema with the parts that it has more than once as definitions. Helm compiles a schema each time it reads
 * a chart, so that its size is time.
 *
 * @param taken definitions that are there already, which are added to
 */
export function withSharedParts(schema: JsonSchema, taken: Record<string, JsonSchema>): JsonSchema {
  const counts = new Map<string, number>();
  const count = (part: JsonSchema): void => {
    const text = JSON.stringify(part);
    const before = counts.get(text) ?? 0;
    counts.set(text, before + 1);
    if (before === 0) for (const [, inner] of innerParts(part)) count(inner);
  };
  count(schema);
  const names = new Map<string, string>();
  const share = (part: JsonSchema, key: string): JsonSchema => {
    const text = JSON.stringify(part);
    if (text.length < worthSharing || (counts.get(text) ?? 0) < 2) return shareWithin(part);
    let name = names.get(text);
    if (name === undefined) {
      name = key;
      for (let number = 2; Object.hasOwn(taken, name); number++) name = `${key}-${number}`;
      names.set(text, name);
      taken[name] = {};
      taken[name] = shareWithin(part);
    }
    return { $ref: `#/definitions/${name}` };
  };
  const shareWithin = (part: JsonSchema): JsonSchema => {
    const inner = innerParts(part);
    if (inner.length === 0) return part;
    return {
      ...part,
      properties: Object.fromEntries(inner.map(([key, one]) => [key, share(one, wordOf(key))])),
    };
  };
  return shareWithin(schema);
}

function innerParts({ properties }: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return isPlainMap(properties) ? Object.entries(properties) : [];
}

/** A key as the name of a definition: one that needs no escapes, and that no definition of another origin has. */
function wordOf(key: string): string {
  return `values-${key.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}
