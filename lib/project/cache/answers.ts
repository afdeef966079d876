import { type ClusterFacts, type Inventory, inventoryOf } from '../../check/cluster';
import { sha256 } from '../../core/base';
import { SecretTexts } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
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
    if (!place) return work();
    const { folder, code } = place;
    const name = `${sha256(JSON.stringify([code, this.ofInventory(), question, further], plainly))}.json`;
    const kept = readEntry<T>(folder, name);
    if (kept && this.witness.confirms(kept.asked)) return kept.answer;
    const answer = work();
    const entry: Entry<T> = { asked: this.witness.asked, answer };
    const text = JSON.stringify(entry);
    if (!this.facts.secrets?.areIn(text)) keepEntry(folder, name, text);
    return answer;
  }

  /** A digest of all that is known of the cluster, but for the places in files. */
  private ofInventory(): string {
    this.digest ??= sha256(
      [
        // Without a function to call for each value: there are many objects.
        JSON.stringify(
          this.objects.map(({ object, construct, maker }) => [object, construct, maker?.construct]),
        ),
        JSON.stringify(this.facts, plainly),
      ].join('\n'),
    );
    return this.digest;
  }
}

/** Values that JSON would make `{}` of as lists; what is no data must not be taken for the same as something else. */
function plainly(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [value.constructor.name, ...value];
  if (value instanceof SecretTexts) return [...value.texts];
  if (typeof value === 'function')
    throw new TypeError('An answer cannot be kept that depends on a function.');
  return value;
}
