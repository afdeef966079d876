import { type ClusterFacts, type Inventory, inventoryOf } from '../../check/cluster';
import { sha256 } from '../../core/base';
import { ProblemError, SecretTexts } from '../../core/finding';
import { type PlacedObject, documentOf } from '../../core/manifest';
import { type Entry, keepEntry, readEntry } from './entries';
import { cachePlace } from './place';
import { Witness } from './witness';

/**
 * What one cluster has, and what was worked out of it, in this run or an earlier one: checks and proofs are functions of
 * objects and facts alone, so the same objects and facts, looked at by the same code, have the same answers.
 */
export class Answers {
  readonly objects: readonly PlacedObject[];
  private readonly witness: Witness;
  private digest: string | undefined;

  constructor(
    objects: readonly PlacedObject[],
    readonly facts: ClusterFacts,
  ) {
    this.witness = new Witness(objects);
    this.objects = this.witness.objects;
  }

  /** For work: where every answer is known, none is made. */
  get inventory(): Inventory {
    return inventoryOf(this.objects, this.facts);
  }

  /**
   * The answer to a question about the inventory.
   *
   * @param further plain data that it depends on besides
   * @param work gives the answer, which is JSON, and depends on the inventory and `further` alone
   */
  to<T>(question: string, further: unknown, work: () => T): T {
    const place = cachePlace();
    const inventory = place && this.ofInventory();
    if (!inventory) return work();
    const { folder, code } = place;
    const name = `${sha256(JSON.stringify([code, inventory, question, further], plainly))}.json`;
    const kept = readEntry<T>(folder, name);
    if (kept && this.witness.confirms(kept.asked)) return kept.answer;
    const answer = work();
    const entry: Entry<T> = { asked: this.witness.asked, answer };
    const text = JSON.stringify(entry);
    if (!this.facts.secrets?.areIn(text)) keepEntry(folder, name, text);
    return answer;
  }

  /** A digest of all that is known of the cluster, but for the places in files; none where an object cannot be written. */
  private ofInventory(): string | undefined {
    try {
      this.digest ??= sha256(
        [
          // What is written of them anyway.
          ...this.objects.map(({ object }) => documentOf(object)),
          JSON.stringify(this.objects.map(({ construct, maker }) => [construct, maker?.construct])),
          JSON.stringify(this.facts, plainly),
        ].join('\0'),
      );
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
    return this.digest;
  }
}

/** Values that JSON would make `{}` of as lists; what is no data must not be taken for the same as something else. */
function plainly(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [value.constructor.name, ...value];
  if (value instanceof SecretTexts) return [...value.texts];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (typeof value === 'function')
    throw new TypeError('An answer cannot be kept that depends on a function.');
  return value;
}
