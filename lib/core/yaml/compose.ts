import {
  EVENT_ID,
  type Event,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { type Reading, expectTag, isAbsent, ownTag, readScalar, startOf } from './event';
import { type YamlEntry, type YamlMap, type YamlNode, listNode, mapNode, scalarNode } from './node';

/** Levels of nesting that are read and written; the deepest real objects (CRDs) have about forty. */
export const maxDepth = 200;

/** Values that aliases may add to one text before it is taken for an attack. */
const maxAliasedValues = 100_000;

/** What aliases have added to a text, which may be read in parts. */
export class Aliases {
  values = 0;
}

/** Makes nodes of js-yaml's events; one composer reads one text. */
export class YamlComposer {
  private position = 0;
  private anchors = new Map<string, YamlEntry | 'open'>();

  constructor(
    private readonly events: readonly Event[],
    private readonly reading: Reading & { readonly aliases: Aliases },
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
        return this.anchored(event, startOf(event), () => this.scalar(event));
      case EVENT_ID.SEQUENCE:
        return this.anchored(event, event.start, () => this.list(event));
      case EVENT_ID.MAPPING:
        return this.anchored(event, event.start, () => this.map(event));
      case EVENT_ID.ALIAS:
        return { ...this.alias(event.anchorStart, event.anchorEnd), offset: event.anchorStart - 1 };
      default:
        throw new Error(`YAML events out of order at ${this.position}`);
    }
  }

  private anchored(
    event: ScalarEvent | SequenceEvent | MappingEvent,
    offset: number,
    compose: () => YamlNode,
  ): YamlEntry {
    const anchor =
      event.anchorStart < 0 ? undefined : this.reading.source.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.anchors.set(anchor, 'open');
    const node = compose();
    const tag = ownTag(event, this.reading);
    const entry = { offset: Math.max(offset, 0), node, ...(tag !== undefined && { tag }) };
    if (anchor !== undefined) this.anchors.set(anchor, entry);
    return entry;
  }

  private scalar(event: ScalarEvent): YamlNode {
    const value = readScalar(event, this.reading);
    if (!this.reading.keepsPlain || event.style !== SCALAR_STYLE.PLAIN || event.valueStart < 0) {
      return scalarNode(value);
    }
    return scalarNode(value, this.reading.source.slice(event.valueStart, event.valueEnd));
  }

  private alias(start: number, end: number): Omit<YamlEntry, 'offset'> {
    const name = this.reading.source.slice(start, end);
    const entry = this.anchors.get(name);
    const nothing = { node: scalarNode(null) };
    if (entry === undefined || entry === 'open') {
      this.reading.faults.add(start - 1, {
        rule: 'invalid-alias',
        message:
          entry === 'open'
            ? `The alias "*${name}" stands inside its own anchor.`
            : `The alias "*${name}" has no anchor "&${name}" before it.`,
        fix: entry === 'open' ? 'Write the value out.' : `Mark the value that it means with "&${name}".`,
      });
      return nothing;
    }
    const { node } = entry;
    if (node.height > maxDepth) {
      this.reading.faults.add(start - 1, {
        rule: 'too-deep',
        message: `With the alias "*${name}" the document nests deeper than ${maxDepth} levels.`,
      });
      return nothing;
    }
    const { aliases } = this.reading;
    const before = aliases.values;
    aliases.values += node.size;
    if (aliases.values <= maxAliasedValues) return entry;
    if (before <= maxAliasedValues) {
      this.reading.faults.add(start - 1, {
        rule: 'invalid-alias',
        message: `The aliases up to "*${name}" stand for more than ${maxAliasedValues} values.`,
        consequence: 'kubectl refuses such a text as excessive aliasing.',
        fix: 'Write the values out, or use fewer aliases of aliases.',
      });
    }
    return nothing;
  }

  private list(event: SequenceEvent): YamlNode {
    expectTag(event, 'seq', this.reading);
    const items: YamlEntry[] = [];
    while (this.peek()?.type !== EVENT_ID.POP) items.push(this.entry());
    this.position++;
    return listNode(items);
  }

  private map(event: MappingEvent): YamlNode {
    expectTag(event, 'map', this.reading);
    const entries = new Map<string, YamlEntry>();
    const written = new Map<string, number>();
    const merges: YamlMap[] = [];
    while (this.peek()?.type !== EVENT_ID.POP) {
      const offset = startOf(this.peek());
      if (this.isMergeKey()) {
        this.position++;
        const sources = this.mergeSources(this.entry(), offset);
        if (this.reading.dialect !== 'kubernetes') merges.push(...sources);
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
      entries.set(key, { ...value, offset });
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
      this.reading.source.slice(event.valueStart, event.valueEnd) === '<<'
    );
  }

  private mergeSources({ node }: YamlEntry, offset: number): YamlMap[] {
    const nodes = node.kind === 'list' ? node.items.map((item) => item.node) : [node];
    const maps = nodes.filter((each) => each.kind === 'map');
    if (maps.length < nodes.length) {
      this.reading.faults.add(offset, {
        rule: 'invalid-merge',
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
      this.reading.faults.add(offset, {
        rule: 'key-not-text',
        message: 'A map or a list cannot be a key.',
        consequence: 'JSON, and so Kubernetes, knows text alone as keys.',
        fix: 'Quote it if text is meant; a template such as {{ … }} needs quotes.',
      });
      return undefined;
    }
    if (typeof node.value === 'string') return node.value;
    if (this.reading.dialect === 'kubernetes' && node.value !== null) return String(node.value);
    this.reading.faults.add(offset, {
      rule: 'key-not-text',
      message: `The key ${String(node.value)} is not text.`,
      consequence: 'Readers of YAML differ in what they make of it.',
      fix: `Quote it: "${String(node.value)}".`,
    });
    return undefined;
  }

  private duplicate(key: string, offset: number, first: number): void {
    this.reading.faults.add(offset, {
      rule: 'duplicate-key',
      message: `The key ${JSON.stringify(key)} stands twice in one map.`,
      consequence: 'One of the two values would be lost.',
      fix: 'Remove or rename one of them.',
      earlier: first,
    });
  }
}

function copyEntries(source: YamlMap, target: Map<string, YamlEntry>, override: boolean): void {
  for (const [key, entry] of source.entries) if (override || !target.has(key)) target.set(key, entry);
}
