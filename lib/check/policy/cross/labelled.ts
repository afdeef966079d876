import { groupBy } from '../../../core/base';
import type { LabelSelector } from '../manifest';
import { selects } from '../selector';

export type Labels = Readonly<Record<string, string>>;

/** What has labels, by each of them: of thousands a selector takes few, and each asks for the value of some label. */
export class Labelled<Item> {
  private readonly all: readonly Entry<Item>[];
  private readonly byLabel: ReadonlyMap<string, readonly Entry<Item>[]>;

  /** @param items each with its labels */
  constructor(items: Iterable<readonly [item: Item, labels: Labels]>) {
    this.all = Array.from(items, ([item, labels]) => ({ item, labels }));
    const pairs = this.all.flatMap((entry) => pairsOf(entry.labels).map((pair) => ({ pair, entry })));
    this.byLabel = new Map(
      Array.from(
        groupBy(pairs, ({ pair }) => pair),
        ([pair, group]) => [pair, group.map(({ entry }) => entry)],
      ),
    );
  }

  /** Those that a selector takes, in the order in which they were given. */
  taken(selector: LabelSelector): readonly Item[] {
    const [pair] = pairsOf(selector.matchLabels ?? {});
    const near = pair === undefined ? this.all : (this.byLabel.get(pair) ?? []);
    return near.filter(({ labels }) => selects(selector, labels)).map(({ item }) => item);
  }
}

interface Entry<Item> {
  readonly item: Item;
  readonly labels: Labels;
}

/** Selectors, by the first label that each asks for: of thousands few are asked about one set of labels. */
export class Selectors {
  private readonly byLabel: ReadonlyMap<string | undefined, readonly LabelSelector[]>;

  constructor(selectors: readonly LabelSelector[]) {
    this.byLabel = groupBy(selectors, ({ matchLabels = {} }) => pairsOf(matchLabels)[0]);
  }

  /** Whether one of them takes these labels. */
  take(labels: Labels): boolean {
    return [undefined, ...pairsOf(labels)].some((pair) =>
      this.byLabel.get(pair)?.some((selector) => selects(selector, labels)),
    );
  }
}

function pairsOf(labels: Labels): readonly string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}
