/**
 * A value of CEL. Integers are bigints and doubles are numbers, so that neither is ever taken for the other; lists are
 * arrays, and all else that JavaScript has no word for is an object with a kind.
 */
export type CelValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | readonly CelValue[]
  | CelMap
  | CelUint
  | CelTime
  | CelDuration
  | CelType
  | CelOptional
  | CelOpaque;

/** What the keys of a map may be. */
export type CelKey = boolean | bigint | string;

export interface CelMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<CelKey, CelValue>;
}

export interface CelUint {
  readonly kind: 'uint';
  readonly value: bigint;
}

export interface CelTime {
  readonly kind: 'timestamp';
  /** Since 1970, in nanoseconds. */
  readonly nanoseconds: bigint;
}

export interface CelDuration {
  readonly kind: 'duration';
  readonly nanoseconds: bigint;
}

/** The type of a value, as `type(x)` gives it. */
export interface CelType {
  readonly kind: 'type';
  readonly name: string;
}

export interface CelOptional {
  readonly kind: 'optional';
  /** Undefined for none. */
  readonly value: CelValue | undefined;
}

/** A value of one of Kubernetes' own types. */
export interface CelOpaque {
  readonly kind: 'quantity' | 'ip' | 'cidr' | 'url' | 'format' | 'semver';
  /** What the library of that type reads. */
  readonly data: unknown;
  /** Equal for equal values. */
  readonly key: string;
}

export type CelKind =
  | 'null'
  | 'bool'
  | 'int'
  | 'double'
  | 'string'
  | 'bytes'
  | 'list'
  | Exclude<CelValue, null | boolean | bigint | number | string | Uint8Array | readonly CelValue[]>['kind'];

/** Of which type a value is. */
export function kindOf(value: CelValue): CelKind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'bigint':
      return 'int';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'double';
    default:
      if (value === null) return 'null';
      if (isList(value)) return 'list';
      return value instanceof Uint8Array ? 'bytes' : value.kind;
  }
}

export function isList(value: CelValue): value is readonly CelValue[] {
  return Array.isArray(value);
}

export function isMap(value: CelValue): value is CelMap {
  return kindOf(value) === 'map';
}

export function mapOf(entries: Iterable<readonly [CelKey, CelValue]>): CelMap {
  return { kind: 'map', entries: new Map(entries) };
}

export const none: CelOptional = { kind: 'optional', value: undefined };

export function some(value: CelValue): CelOptional {
  return { kind: 'optional', value };
}

/** Plain JSON as the API server hands it to expressions: numbers without a fraction are integers. */
export function fromJson(value: unknown): CelValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(fromJson);
      return mapOf(
        Object.entries(value)
          .filter(([, each]) => each !== undefined)
          .map(([key, each]) => [key, fromJson(each)] as const),
      );
    default:
      return null;
  }
}
