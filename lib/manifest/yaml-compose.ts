import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { EVENT_ID, SCALAR_STYLE, getScalarValue } from 'js-yaml';
import { type YamlEntry, type YamlMap, type YamlNode, listNode, mapNode, scalarNode } from './yaml-node';
import { type ScalarValue, type YamlDialect, resolvePlainScalar } from './yaml-scalar';

/** Something wrong with a text, at an offset of it. */
export interface YamlFault {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly consequence?: string;
  readonly fix?: string;
  readonly offset: number;
}

/** Levels of nesting that are read and written; the deepest real objects (CRDs) have about forty. */
export const maxDepth = 200;

/** Values that aliases may add to one text before it is taken for an attack. */
const maxAliasedValues = 100_000;

/** Makes nodes of js-yaml's events; one composer reads one text. */
export class YamlComposer {
  readonly faults: YamlFault[] = [];
  private position = 0;
  private aliasedValues = 0;
  private anchors = new Map<string, YamlNode | 'open'>();

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly dialect: YamlDialect,
  ) {}

  /** The documents of the text; those without any content (comments alone) are left out, as kubectl does. */
  documents(): YamlEntry[] {
    const documents: YamlEntry[] = [];
    while (this.position < this.events.length) {
      this.position++;
      this.anchors = new Map();
      const first = this.peek();
      if (first && first.type !== EVENT_ID.POP) {
        const document = this.entry();
        if (!isAbsent(first)) documents.push(document);
      }
      this.position++;
    }
    return documents;
  }

  private peek(): Event | undefined {
    return this.events[this.position];
  }

  private entry(): YamlEntry {
    const event = this.events[this.position++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.anchored(event, startOf(event), () => scalarNode(this.scalar(event)));
      case EVENT_ID.SEQUENCE:
        return this.anchored(event, event.start, () => this.list(event));
      case EVENT_ID.MAPPING:
        return this.anchored(event, event.start, () => this.map(event));
      case EVENT_ID.ALIAS:
        return { offset: event.anchorStart - 1, node: this.alias(event.anchorStart, event.anchorEnd) };
      default:
        throw new Error(`YAML events out of order at ${this.position}`);
    }
  }

  private anchored(
    event: ScalarEvent | SequenceEvent | MappingEvent,
    offset: number,
    compose: () => YamlNode,
  ): YamlEntry {
    const anchor = event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.anchors.set(anchor, 'open');
    const node = compose();
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return { offset: Math.max(offset, 0), node };
  }

  private alias(start: number, end: number): YamlNode {
    const name = this.text.slice(start, end);
    const node = this.anchors.get(name);
    if (node === undefined || node === 'open') {
      this.fault(start - 1, {
        rule: 'yaml-alias',
        message:
          node === 'open'
            ? `The alias "*${name}" stands inside its own anchor.`
            : `The alias "*${name}" has no anchor "&${name}" before it.`,
        fix: node === 'open' ? 'Write the value out.' : `Mark the value that it means with "&${name}".`,
      });
      return scalarNode(null);
    }
    if (node.height > maxDepth) {
      this.fault(start - 1, {
        rule: 'yaml-depth',
        message: `With the alias "*${name}" the document nests deeper than ${maxDepth} levels.`,
      });
      return scalarNode(null);
    }
    const before = this.aliasedValues;
    this.aliasedValues += node.size;
    if (this.aliasedValues <= maxAliasedValues) return node;
    if (before <= maxAliasedValues) {
      this.fault(start - 1, {
        rule: 'yaml-alias',
        message: `The aliases up to "*${name}" stand for more than ${maxAliasedValues} values.`,
        consequence: 'kubectl refuses such a text as excessive aliasing.',
        fix: 'Write the values out, or use fewer aliases of aliases.',
      });
    }
    return scalarNode(null);
  }

  private list(event: SequenceEvent): YamlNode {
    this.expectTag(event, 'seq');
    const items: YamlEntry[] = [];
    while (this.peek()?.type !== EVENT_ID.POP) items.push(this.entry());
    this.position++;
    return listNode(items);
  }

  private map(event: MappingEvent): YamlNode {
    this.expectTag(event, 'map');
    const entries = new Map<string, YamlEntry>();
    const written = new Map<string, number>();
    const merges: YamlMap[] = [];
    while (this.peek()?.type !== EVENT_ID.POP) {
      const offset = startOf(this.peek());
      if (this.isMergeKey()) {
        this.position++;
        const sources = this.mergeSources(this.entry(), offset);
        if (this.dialect === 'core') merges.push(...sources);
        // kubectl's reader lets a merge win over the keys written before it, against the specification.
        else for (const source of sources.toReversed()) copyEntries(source, entries, true);
        continue;
      }
      const key = this.key(offset);
      const value = this.entry();
      if (key === undefined) continue;
      const first = written.get(key);
      if (first !== undefined) this.duplicate(key, offset, first);
      written.set(key, offset);
      entries.set(key, { offset, node: value.node });
    }
    this.position++;
    for (const source of merges) copyEntries(source, entries, false);
    return mapNode(entries);
  }

  private isMergeKey(): boolean {
    const event = this.peek();
    return (
      event?.type === EVENT_ID.SCALAR &&
      event.style === SCALAR_STYLE.PLAIN &&
      event.tagStart < 0 &&
      this.text.slice(event.valueStart, event.valueEnd) === '<<'
    );
  }

  private mergeSources({ node }: YamlEntry, offset: number): YamlMap[] {
    const nodes = node.kind === 'list' ? node.items.map((item) => item.node) : [node];
    const maps = nodes.filter((each) => each.kind === 'map');
    if (maps.length < nodes.length) {
      this.fault(offset, {
        rule: 'yaml-merge',
        message: 'The merge key "<<" takes a map, an alias of a map, or a list of such.',
        fix: 'If a key named "<<" is meant, quote it.',
      });
    }
    return maps;
  }

  /** The next key as text; undefined (and a fault) where it cannot be one. */
  private key(offset: number): string | undefined {
    const { node } = this.entry();
    if (node.kind !== 'scalar') {
      this.fault(offset, {
        rule: 'yaml-key',
        message: 'A map or a list cannot be a key.',
        consequence: 'JSON, and so Kubernetes, knows text alone as keys.',
        fix: 'Quote it if text is meant; a template such as {{ … }} needs quotes.',
      });
      return undefined;
    }
    if (typeof node.value === 'string') return node.value;
    if (this.dialect === 'kubernetes' && node.value !== null) return String(node.value);
    this.fault(offset, {
      rule: 'yaml-key',
      message: `The key ${String(node.value)} is not text.`,
      consequence: 'Readers of YAML differ in what they make of it.',
      fix: `Quote it: "${String(node.value)}".`,
    });
    return undefined;
  }

  private duplicate(key: string, offset: number, first: number): void {
    const line = this.text.slice(0, first).split(/\r\n?|\n/).length;
    this.fault(offset, {
      rule: 'yaml-duplicate-key',
      message: `The key ${JSON.stringify(key)} stands twice in one map; the first time in line ${line}.`,
      consequence: 'One of the two values would be lost.',
      fix: 'Remove or rename one of them.',
    });
  }

  private scalar(event: ScalarEvent): ScalarValue {
    const text = event.valueStart < 0 ? '' : getScalarValue(this.text, event);
    const tag = this.tag(event);
    if (tag === undefined && event.style !== SCALAR_STYLE.PLAIN) return text;
    if (tag === 'str') return text;
    const value = resolvePlainScalar(text, this.dialect);
    if (tag !== undefined && tag !== typeName(value) && !(tag === 'float' && typeName(value) === 'int')) {
      this.fault(startOf(event), {
        rule: 'yaml-tag',
        message: `${JSON.stringify(text)} cannot be read as !!${tag}.`,
      });
      return null;
    }
    if (typeof value === 'number') return this.number(value, text, event);
    return value;
  }

  private number(value: number, text: string, event: ScalarEvent): number | null {
    if (!Number.isFinite(value)) {
      this.fault(startOf(event), {
        rule: 'yaml-number',
        message: `${text} is no number that JSON, and so Kubernetes, can carry.`,
        fix: 'Quote it if text is meant.',
      });
      return null;
    }
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      this.fault(startOf(event), {
        rule: 'yaml-number',
        // Objects from a cluster may hold such numbers by right; what is written here must be exact.
        severity: this.dialect === 'core' ? 'error' : 'warning',
        message: `${text} is too large to be read exactly; ${value} is the nearest number.`,
        fix: 'Quote it if text is meant.',
      });
    }
    return value;
  }

  private expectTag(event: SequenceEvent | MappingEvent, expected: 'seq' | 'map'): void {
    const tag = this.tag(event);
    if (tag === undefined || tag === expected) return;
    this.fault(event.tagStart, { rule: 'yaml-tag', message: `!!${tag} does not fit this value.` });
  }

  /** The short name of an explicit tag of YAML's own; any other is a fault. */
  private tag({ tagStart, tagEnd }: ScalarEvent | SequenceEvent | MappingEvent): string | undefined {
    if (tagStart < 0) return undefined;
    const text = this.text.slice(tagStart, tagEnd);
    if (text === '!') return 'str';
    const name = /^(?:!!|!<tag:yaml\.org,2002:)(str|int|float|bool|null|seq|map)>?$/.exec(text)?.[1];
    if (name === undefined) {
      this.fault(tagStart, {
        rule: 'yaml-tag',
        message: `The tag ${text} has no meaning here.`,
        fix: 'Leave the tag out, or quote the value if the tag is part of the text.',
      });
    }
    return name;
  }

  private fault(
    offset: number,
    fault: Omit<YamlFault, 'offset' | 'severity'> & Partial<Pick<YamlFault, 'severity'>>,
  ): void {
    this.faults.push({ severity: 'error', ...fault, offset: Math.max(offset, 0) });
  }
}

function copyEntries(source: YamlMap, target: Map<string, YamlEntry>, override: boolean): void {
  for (const [key, entry] of source.entries) if (override || !target.has(key)) target.set(key, entry);
}

/** Where a value begins; quotes and block indicators stand before the offset that the parser gives. */
function startOf(event: Event | undefined): number {
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
function isAbsent(event: Event): boolean {
  return event.type === EVENT_ID.SCALAR && event.valueStart < 0 && event.tagStart < 0;
}

function typeName(value: ScalarValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'str';
}
