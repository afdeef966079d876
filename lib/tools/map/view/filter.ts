import type { Column, Item, Row, View } from './view';

/** What the page is asked to show. */
export interface Filter {
  /** Words that a router or what it goes through must have, all of them; `-word` is one that it must not have. */
  readonly search: string;
  readonly protocol: 'all' | 'tls' | 'plain';
  /** Only routers that are disabled, or of which Traefik warns. */
  readonly onlyProblems: boolean;
  /** Only routers that changed. */
  readonly onlyChanged: boolean;
  /** Only routers that go through no middleware of this kind or name; the empty text for all. */
  readonly without: string;
}

export const everything: Filter = {
  search: '',
  protocol: 'all',
  onlyProblems: false,
  onlyChanged: false,
  without: '',
};

/** Indexes of the rows that a filter lets through. */
export function filtered({ rows }: View, filter: Filter): ReadonlySet<number> {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const without = filter.without.trim().toLowerCase();
  const found = new Set<number>();
  for (const [index, row] of rows.entries()) {
    if (hasWords(row, words) && isWanted(row, filter) && lacks(row, without)) found.add(index);
  }
  return found;
}

function hasWords({ text }: Row, words: readonly string[]): boolean {
  return words.every((word) =>
    word.length > 1 && word.startsWith('-') ? !text.includes(word.slice(1)) : text.includes(word),
  );
}

function isWanted({ router, change }: Row, { protocol, onlyProblems, onlyChanged }: Filter): boolean {
  return (
    (protocol === 'all' || router.isTls === (protocol === 'tls')) &&
    (!onlyProblems || router.status !== 'enabled') &&
    (!onlyChanged || change.kind !== 'same')
  );
}

function lacks({ router }: Row, without: string): boolean {
  return (
    without === '' ||
    router.passed.every(
      ({ name, type }) => type?.toLowerCase() !== without && !name.toLowerCase().includes(without),
    )
  );
}

/** How a thing belongs to what is looked at: on the way, near it, below or beside the router that took a request. */
export type Tone = 'lit' | 'near' | 'leftOut' | 'ambiguous' | 'shadowed';

/** The things of each column that belong to what is looked at. */
export type Lit = Readonly<Record<Column, ReadonlyMap<string, Tone>>>;

/** An item as a column shows it. */
export interface Shown {
  readonly item: Item;
  /** How many of the routers that are shown go through it. */
  readonly count: number;
  /** Undefined where it does not belong to what is looked at. */
  readonly tone: Tone | undefined;
}

/**
 * The items of each column that routers of a filter go through, those first that belong to what is looked at, which a
 * filter does not hide. Things that no router uses are shown as long as nothing is asked for.
 */
export function shownItems(
  { rows, items }: View,
  visible: ReadonlySet<number>,
  lit: Lit | undefined,
): Readonly<Record<Column, readonly Shown[]>> {
  const isAll = visible.size === rows.length;
  // What one router goes through stands in the order in which it does.
  const isOneRouter =
    lit !== undefined && [...lit.routers.values()].filter((tone) => tone === 'lit').length === 1;
  const ofColumn = (column: Column): readonly Shown[] => {
    const tones = lit?.[column];
    const shown = items[column].flatMap((item): readonly Shown[] => {
      const count = isAll ? item.rows.length : item.rows.filter((row) => visible.has(row)).length;
      const tone = tones?.get(item.key);
      const isHidden = count === 0 && tone === undefined && !(isAll && item.rows.length === 0);
      return isHidden ? [] : [{ item, count, tone }];
    });
    if (!tones) return shown;
    const rank = ({ tone }: Shown): number => (tone === undefined ? order.length : order.indexOf(tone));
    const places = new Map([...tones.keys()].map((key, index) => [key, index]));
    const place = ({ item }: Shown): number => (isOneRouter ? (places.get(item.key) ?? 0) : 0);
    return shown.toSorted((a, b) => rank(a) - rank(b) || place(a) - place(b));
  };
  return {
    entryPoints: ofColumn('entryPoints'),
    hosts: ofColumn('hosts'),
    routers: ofColumn('routers'),
    middlewares: ofColumn('middlewares'),
    services: ofColumn('services'),
  };
}

const order: readonly Tone[] = ['lit', 'ambiguous', 'leftOut', 'near', 'shadowed'];
