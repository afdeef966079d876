import {
  EVENT_ID,
  type Event,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  getScalarValue,
} from 'js-yaml';
import type { YamlFaults } from './fault';
import { type ScalarValue, type YamlDialect, resolvePlainScalar } from './scalar';

/** One reading of a text: whose rules it follows, and where faults go. */
export interface Reading {
  readonly source: string;
  readonly dialect: YamlDialect;
  readonly faults: YamlFaults;
  /** Tags of the format's own that are kept with their values, such as `!reset` of Compose. @default none */
  readonly tags?: ReadonlySet<string>;
  /** Whether unquoted scalars keep their text. @default false */
  readonly keepsPlain?: boolean;
}

/** What a scalar means; where it means nothing that JSON has, null and a fault. */
export function readScalar(event: ScalarEvent, reading: Reading): ScalarValue {
  const { source, dialect, faults } = reading;
  const text = event.valueStart < 0 ? '' : getScalarValue(source, event);
  const tag = readTag(event, reading);
  if (tag === undefined && event.style !== SCALAR_STYLE.PLAIN) return text;
  if (tag === 'str') return text;
  const value = resolvePlainScalar(text, dialect);
  if (tag !== undefined && tag !== typeName(value) && !(tag === 'float' && typeName(value) === 'int')) {
    faults.add(startOf(event), {
      rule: 'invalid-tag',
      message: `${JSON.stringify(text)} cannot be read as !!${tag}.`,
    });
    return null;
  }
  if (typeof value === 'number') return checkedNumber(value, text, event, reading);
  return value;
}

function checkedNumber(
  value: number,
  text: string,
  event: ScalarEvent,
  { dialect, faults }: Reading,
): number | null {
  if (!Number.isFinite(value)) {
    faults.add(startOf(event), {
      rule: 'inexact-number',
      message: `${text} is no number that JSON, and so Kubernetes, can carry.`,
      fix: 'Quote it if text is meant.',
    });
    return null;
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    faults.add(startOf(event), {
      rule: 'inexact-number',
      // A cluster may hold such numbers by right; what is written here must be exact.
      severity: dialect === 'core' ? 'error' : 'warning',
      message: `${text} is too large to be read exactly; ${value} is the nearest number.`,
      fix: 'Quote it if text is meant.',
    });
  }
  return value;
}

/** A fault where a map or list has a tag that does not fit it. */
export function expectTag(
  event: SequenceEvent | MappingEvent,
  expected: 'seq' | 'map',
  reading: Reading,
): void {
  const tag = readTag(event, reading);
  if (tag === undefined || tag === expected) return;
  reading.faults.add(event.tagStart, { rule: 'invalid-tag', message: `!!${tag} does not fit this value.` });
}

/** The short name of an explicit tag of YAML's own; any other is a fault. */
function readTag(
  { tagStart, tagEnd }: ScalarEvent | SequenceEvent | MappingEvent,
  { source, faults, tags }: Reading,
): string | undefined {
  if (tagStart < 0) return undefined;
  const text = source.slice(tagStart, tagEnd);
  if (text === '!') return 'str';
  if (tags?.has(text)) return undefined;
  const name = /^(?:!!|!<tag:yaml\.org,2002:)(str|int|float|bool|null|seq|map)>?$/.exec(text)?.[1];
  if (name === undefined) {
    faults.add(tagStart, {
      rule: 'invalid-tag',
      message: `The tag ${text} has no meaning here.`,
      fix: 'Leave the tag out, or quote the value if the tag is part of the text.',
    });
  }
  return name;
}

/** The tag of a value where it is one of the format's own. */
export function ownTag(
  { tagStart, tagEnd }: ScalarEvent | SequenceEvent | MappingEvent,
  { source, tags }: Reading,
): string | undefined {
  const text = tags && tagStart >= 0 ? source.slice(tagStart, tagEnd) : undefined;
  return text !== undefined && tags?.has(text) ? text : undefined;
}

/** Where a value begins; quotes and block indicators stand before the offset that the parser gives. */
export function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_ID.SCALAR: {
      const quoted =
        event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
      return event.valueStart - quoted;
    }
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    default:
      return 0;
  }
}

/** Whether a document has no content at all. */
export function isAbsent(event: Event): boolean {
  return event.type === EVENT_ID.SCALAR && event.valueStart < 0 && event.tagStart < 0;
}

function typeName(value: ScalarValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'str';
}
