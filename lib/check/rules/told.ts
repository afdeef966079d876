import type { Problem, RuleId } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { FieldSet } from './field-set';
import type { ObjectFinding } from './object-finding';

/** What is told of one object, or of one construct. */
class ToldOfOne {
  readonly fields = new FieldSet();
  /** Fields in which something is wrong with the object itself, not with another object that it names. */
  readonly own = new FieldSet();
  /** Fields that are more than the whole. */
  readonly narrow = new FieldSet();
  readonly rules = new Set<RuleId>();
  private readonly ruleFields = new Set<string>();

  add({ rule, field, mention }: Pick<ObjectFinding, 'rule' | 'field' | 'mention'>): void {
    this.fields.add(field);
    // Kubernetes' Services are no elements: without them a TCP or UDP route has none, and the error names nobody.
    if (!mention || mention.kind === 'Service') this.own.add(field);
    if (field.length > 1) this.narrow.add(field);
    this.rules.add(rule);
    this.ruleFields.add(ruleField(rule, field));
  }

  /** Whether this rule has told of a field of this name. */
  hasRuleAt(rule: RuleId, field: ObjectFinding['field']): boolean {
    return this.ruleFields.has(ruleField(rule, field));
  }
}

function ruleField(rule: RuleId, field: ObjectFinding['field']): string {
  return JSON.stringify([rule, field.at(-1)]);
}

/** Errors that are told already, found by the object that they are about, whoever told them. */
export class Told {
  private readonly ofObjects: () => ReadonlyMap<PlacedObject, ToldOfOne>;

  /**
   * @param found errors that rules found in objects
   * @param ofConstructs what the constructs of the objects have told
   */
  constructor(
    readonly found: readonly ObjectFinding[],
    readonly ofConstructs: ToldOfConstructs,
  ) {
    // Often nobody asks, and thousands of findings are long to sort in.
    let ofObjects: ReadonlyMap<PlacedObject, ToldOfOne> | undefined;
    this.ofObjects = () => (ofObjects ??= byObject(found));
  }

  /** Whether there is nothing that anything could follow from. */
  get isEmpty(): boolean {
    return this.found.length === 0 && this.ofConstructs.isEmpty;
  }

  /** What is told of an object: by rules, by its construct, by the construct that it is a part of. */
  of(placed: PlacedObject): readonly ToldOfOne[] {
    const found = this.ofObjects().get(placed);
    return [...(found ? [found] : []), ...this.ofConstructs.of(placed)];
  }
}

function byObject(found: readonly ObjectFinding[]): ReadonlyMap<PlacedObject, ToldOfOne> {
  const entries = new Map<PlacedObject, ToldOfOne>();
  for (const finding of found) entryOf(entries, finding.placed).add(finding);
  return entries;
}

/** Errors that constructs have told, as said of their objects: their props are the fields of the spec. */
export class ToldOfConstructs {
  private readonly constructs = new Map<string, ToldOfOne>();

  constructor(problems: readonly Problem[]) {
    for (const { severity, construct, rule, field = [] } of problems) {
      if (severity !== 'error' || construct === undefined) continue;
      entryOf(this.constructs, construct).add({ rule, field: ['spec', ...field] });
    }
  }

  get isEmpty(): boolean {
    return this.constructs.size === 0;
  }

  /** What is told by the construct of an object, and by the one of ours that it is a part of. */
  of({ construct }: PlacedObject): readonly ToldOfOne[] {
    if (construct === undefined || this.isEmpty) return [];
    const end = construct.lastIndexOf('/');
    const owners = end === -1 ? [construct] : [construct, construct.slice(0, end)];
    return owners.flatMap((owner) => this.constructs.get(owner) ?? []);
  }

  /** Whether a construct has told what its object shows: the same rule, or why a reference of its props leads nowhere. */
  hasTold({ placed, rule, field, mention }: ObjectFinding): boolean {
    return this.of(placed).some(
      (told) => told.hasRuleAt(rule, field) || (mention !== undefined && told.narrow.overlaps(field)),
    );
  }
}

function entryOf<K>(entries: Map<K, ToldOfOne>, key: K): ToldOfOne {
  const entry = entries.get(key) ?? new ToldOfOne();
  entries.set(key, entry);
  return entry;
}
