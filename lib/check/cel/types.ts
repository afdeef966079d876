/** A type of CEL as expressions are checked against it. */
export type Type =
  | { readonly kind: BasicKind }
  | { readonly kind: 'list'; readonly item: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'optional'; readonly item: Type }
  /** A map of which the fields are known, such as `request`. */
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly fields: Readonly<Record<string, Type>>;
      /** Fields that Kubernetes knows and that stand for nothing here, and why. */
      readonly beyond?: Readonly<Record<string, string>>;
    }
  /** What stands for any one type, the same wherever it has the same name within a signature. */
  | { readonly kind: 'param'; readonly name: string };

export type BasicKind = (typeof basicKinds)[number];

const basicKinds = [
  'dyn',
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'null',
  'timestamp',
  'duration',
  'type',
  'quantity',
  'ip',
  'cidr',
  'url',
  'format',
  'semver',
] as const;

function isBasic(text: string): text is BasicKind {
  return basicKinds.some((kind) => kind === text);
}

export function basic(kind: BasicKind): Type {
  return { kind };
}

export const dyn = basic('dyn');

/** What is of one type that nothing has told yet, as the items of an empty list are. */
export const any: Type = { kind: 'param', name: '_' };

/** How a type is written in a signature: `int`, `list<string>`, `map<string, A>`, `optional<A>`. */
export function readType(text: string): Type {
  const trimmed = text.trim();
  if (isBasic(trimmed)) return basic(trimmed);
  if (/^[A-Z]$/.test(trimmed)) return { kind: 'param', name: trimmed };
  const [, outer, inner = ''] = /^(list|map|optional)<(.*)>$/.exec(trimmed) ?? [];
  if (outer === 'list' || outer === 'optional') return { kind: outer, item: readType(inner) };
  const [key = '', value = ''] = splitTypes(inner);
  if (outer === 'map') return { kind: 'map', key: readType(key), value: readType(value) };
  throw new Error(`There is no type ${text}`);
}

/** Types that commas part, those within angle brackets left whole. */
export function splitTypes(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const mark = text[index];
    if (mark === '<') depth++;
    else if (mark === '>') depth--;
    else if (mark === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === '' ? parts : [...parts, last];
}

/** A type in the words of cel-go's messages. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'list':
      return `list(${typeText(type.item)})`;
    case 'map':
      return `map(${typeText(type.key)}, ${typeText(type.value)})`;
    case 'optional':
      return `optional_type(${typeText(type.item)})`;
    case 'object':
      return type.name;
    case 'param':
      return 'dyn';
    case 'null':
      return 'null_type';
    default:
      return type.kind;
  }
}
