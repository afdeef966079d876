import { serialize } from 'node:v8';
import { type ClusterFacts, type Inventory, inventoryOf } from '../../check/cluster';
import { sha256 } from '../../core/base';
import { ProblemError } from '../../core/finding';
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
  /** Once it has been asked for: none where an object cannot be written, or something is no data. */
  private known: { readonly digest: string | undefined } | undefined;

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
   * @param work gives the answer, which is plain data, and depends on the inventory and `further` alone
   */
  to<T>(question: string, further: unknown, work: () => T): T {
    const place = cachePlace();
    const digest = place && this.digestOf([place.code, question, further]);
    if (!place || digest === undefined) return work();
    const name = `${digest}.json`;
    const kept = readEntry<T>(place.folder, name);
    if (kept && this.witness.confirms(kept.asked)) return kept.answer;
    const answer = work();
    const text = this.textOf({ asked: this.witness.asked, answer });
    if (text !== undefined) keepEntry(place.folder, name, text);
    return answer;
  }

  /** Of all that is known of the cluster, but for the places in files, and of something besides. */
  private digestOf(besides: unknown): string | undefined {
    this.known ??= { digest: this.ofInventory() };
    const { digest } = this.known;
    return digest === undefined ? undefined : exactDigest([digest, besides]);
  }

  private ofInventory(): string | undefined {
    const constructs = this.objects.map(({ construct, maker }) => [construct, maker?.construct]);
    const others = exactDigest([constructs, this.facts]);
    if (others === undefined) return undefined;
    try {
      // What is written of them anyway.
      return sha256([others, ...this.objects.map(({ object }) => documentOf(object))].join('\0'));
    } catch (error) {
      if (error instanceof ProblemError) return undefined;
      throw error;
    }
  }

  /**
   * The JSON of an entry; undefined where it has none, as of priorities beyond the exact numbers, and where a secret stands
   * in it, also its beginning alone, or in a text that is quoted in another.
   */
  private textOf(entry: Entry<unknown>): string | undefined {
    const { secrets } = this.facts;
    try {
      const text = JSON.stringify(entry);
      if (!secrets) return text;
      const masked = JSON.stringify(entry, (_key, value: unknown) =>
        typeof value === 'string' ? secrets.masked(value) : value,
      );
      return masked === text ? text : undefined;
    } catch {
      return undefined;
    }
  }
}

/**
 * A digest that no other value has; undefined of what is no data, as functions. JSON would say the same of NaN and null,
 * of a map that has a function and of one that lacks it; and facts may be whatever a program gives.
 */
function exactDigest(value: unknown): string | undefined {
  try {
    return sha256(serialize(value));
  } catch {
    return undefined;
  }
}
