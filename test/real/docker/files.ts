import { type Shape, configurationShape } from '../../../lib/traefik/labels/shape';
import type { Random } from '../differential/random';

const texts = ['web', 'a,b', '', 'x@file', '/api', 'true', 'user:$apr1$x'];

/** A file of the dynamic configuration, made at random over the fields that Traefik knows. */
export function randomFile(random: Random): Readonly<Record<string, unknown>> {
  const { fields = {} } = configurationShape();
  const found: Record<string, unknown> = {};
  for (const section of ['HTTP', 'TCP', 'UDP', 'TLS']) {
    const shape = fields[section];
    if (shape && random.chance(0.6)) found[spelt(random, section)] = structOf(random, shape, 3);
  }
  if (random.chance(0.1)) found['other'] = 1;
  return found;
}

function spelt(random: Random, name: string): string {
  return random.chance(0.9) ? `${name.slice(0, 1).toLowerCase()}${name.slice(1)}` : name.toUpperCase();
}

function structOf(random: Random, { fields = {} }: Shape, most: number): unknown {
  // What files cannot set is left out of the choice but for once in a while.
  const entries = Object.entries(fields).filter(
    // Models are entry points' own.
    ([name, field]) => name !== 'Models' && (isSettable(field) || random.chance(0.01)),
  );
  const found: Record<string, unknown> = {};
  const chosen =
    entries.length === 0 ? [] : Array.from({ length: 1 + random.below(most) }, () => random.pick(entries));
  for (const [name, field] of chosen) {
    const key = field.oneItem ? (field.name ?? name) : spelt(random, name);
    found[random.chance(0.001) ? `${key}x` : key] = valueOf(random, field);
  }
  return found;
}

function isSettable({ file, ignored = false }: Shape): boolean {
  return file === undefined ? !ignored : file !== '-';
}

function valueOf(random: Random, shape: Shape): unknown {
  if (random.chance(0.003)) return random.pick<unknown>([null, true, 'true', 'false', {}, []]);
  switch (shape.kind) {
    case 'struct':
      return shape.allowEmpty && random.chance(0.3) ? {} : structOf(random, shape, 3);
    case 'map': {
      const keys = [random.pick(['one', '500']), ...random.some(1, () => random.pick(['Two', 'a.b']))];
      return Object.fromEntries(keys.map((key) => [key, shape.of ? valueOf(random, shape.of) : 'x']));
    }
    case 'list':
      return random.some(3, () => {
        const { of: item } = shape;
        return item?.kind === 'struct' ? structOf(random, item, 3) : random.pick(texts);
      });
    case 'any':
      return { a: 'x', ...(random.chance(0.5) && { b: { c: random.pick(texts) } }) };
    case 'flag':
      return random.pick<unknown>([true, false, 'true', 'f', 1, 0]);
    case 'duration':
      return random.pick<unknown>([10, '10s', '1m30s', 0, '-5s']);
    case 'int':
    case 'uint':
      return random.pick<unknown>([0, 1, 10, '7', random.chance(0.01) ? 1.5 : 3]);
    default:
      return random.pick<unknown>([...texts, 12, true]);
  }
}
