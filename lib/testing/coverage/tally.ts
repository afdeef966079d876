import type { Location } from '../../core/finding';
import type { PlacedClaim } from '../../check/claims';
import type { ListedMiddleware } from '../../traefik/model';
import type { Coverable, CoverableRouter, CoverageRecord } from '../recording';

/** One thing and how many expectations touched it. */
export type Hit<T> = T & { readonly hits: number };

/** How many of some things were touched. */
export interface Share {
  readonly total: number;
  readonly covered: number;
  /** 100 where there is nothing. */
  readonly percent: number;
}

/** What tests touched of one set of objects. */
export interface CoveredSet {
  readonly name: string;
  readonly routers: readonly Hit<CoverableRouter>[];
  readonly middlewares: readonly Hit<ListedMiddleware>[];
}

/** The JSON of the coverage report. */
export interface Coverage {
  readonly total: Readonly<Record<Covered, Share>>;
  readonly sets: readonly CoveredSet[];
  readonly claims: readonly Hit<{ readonly name: string; readonly location: Location | null }>[];
}

/** What is counted. */
export type Covered = 'routers' | 'middlewares' | 'claims';

/**
 * What tests touched of everything that they could have touched.
 *
 * @param wanted sets of objects that count, whether a test asked about them or not
 */
export function tally(
  records: readonly CoverageRecord[],
  wanted: readonly Coverable[] = [],
  claims: readonly PlacedClaim[] = [],
): Coverage {
  const sets = new Map<string, Coverable>();
  const hits = new Map<string, number>();
  const hit = (...key: readonly string[]): void => {
    const name = JSON.stringify(key);
    hits.set(name, (hits.get(name) ?? 0) + 1);
  };
  const hitsOf = (...key: readonly string[]): number => hits.get(JSON.stringify(key)) ?? 0;
  for (const set of wanted) sets.set(set.id, set);
  for (const record of records) {
    if (record.kind === 'set') sets.set(record.set.id, sets.get(record.set.id) ?? record.set);
    else if (record.kind === 'claim') hit('claim', record.name);
    else {
      for (const name of new Set(record.routers)) hit(record.id, 'router', name);
      for (const name of new Set(record.middlewares)) hit(record.id, 'middleware', name);
    }
  }
  const covered = [...sets.values()]
    .map(({ id, name, routers, middlewares }): CoveredSet => ({
      name,
      routers: routers.map((router) => ({ ...router, hits: hitsOf(id, 'router', router.name) })),
      middlewares: middlewares.map((item) => ({ ...item, hits: hitsOf(id, 'middleware', item.name) })),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const claimed = claims.map(({ claim: { name }, location = null }) => ({
    name,
    location,
    hits: hitsOf('claim', name),
  }));
  return {
    total: {
      routers: shareOf(covered.flatMap(({ routers }) => routers)),
      middlewares: shareOf(covered.flatMap(({ middlewares }) => middlewares)),
      claims: shareOf(claimed),
    },
    sets: covered,
    claims: claimed,
  };
}

function shareOf(all: readonly { readonly hits: number }[]): Share {
  const covered = all.filter(({ hits }) => hits > 0).length;
  const percent = all.length === 0 ? 100 : Math.floor((10_000 * covered) / all.length) / 100;
  return { total: all.length, covered, percent };
}
