import type { Formula } from '../regions';
import {
  type Cell,
  type Door,
  type End,
  type Found,
  type Resolved,
  type Seat,
  type Way,
  type WayStep,
  cellsOf,
  conditionKey,
  conditionsOf,
  resolve,
  resolvedKey,
  stepKey,
} from '../ways';
import type { Compared } from './among';
import type { Judge, Outcomes } from './judge';
import type { Purse } from './purse';
import { samplesOf } from './samples';

/** Seats of one region in two Traefiks. */
export type Seats = readonly [Seat, Seat];

/** What was found out of the requests of one region, or of a part of it. */
export type Verdict =
  | { readonly kind: 'differs'; readonly outcomes: Outcomes; readonly by: readonly Formula[] }
  | {
      readonly kind: 'undecided';
      readonly by: readonly Formula[];
      /** What decides what becomes of them. */
      readonly steps: readonly WayStep[];
      readonly resolved: readonly [Resolved, Resolved];
    };

/** The way of a seat. */
export function wayOf({ door, lane }: Seat): Way {
  return lane?.way ?? door.rest;
}

/** Whether two seats, as their ways end, show clients the same TLS: of a connection that is closed only the name. */
export function haveSameTls([from, to]: Seats, ends: readonly [End, End], compared: Compared): boolean {
  const [before, after] = [tlsOf(from), tlsOf(to)];
  if (!before || !after) return before === after;
  const [was, is] = [before, after].map(({ as }, side) => (ends[side]?.kind === 'closed' ? '' : as));
  return (
    compared.optionsNow(before.options) === after.options &&
    before.passthrough === after.passthrough &&
    was === is
  );
}

/** The TLS of a seat; undefined where it is none of Traefik's. */
function tlsOf({ door, lane }: Seat): Door['tls'] {
  return lane?.isPlain ? undefined : door.tls;
}

/**
 * Compares what two Traefiks do with the requests of a region: cut by what their steps depend on, in each part either
 * both do the same, or a request shows that they do not, or it cannot be said.
 */
export function compareRegion(
  seats: Seats,
  found: Found,
  compared: Compared,
  judge: Judge,
  purse: Purse,
): readonly Verdict[] {
  return new Region(seats, compared, judge, purse).compare(found);
}

class Region {
  private readonly ways: readonly [Way, Way];

  constructor(
    private readonly seats: Seats,
    private readonly compared: Compared,
    private readonly judge: Judge,
    private readonly purse: Purse,
  ) {
    const [from, to] = seats;
    this.ways = [wayOf(from), wayOf(to)];
  }

  compare(found: Found): readonly Verdict[] {
    const all = this.ways.flatMap(({ steps }) => conditionsOf(steps));
    const own = new Set(
      this.ownSteps().flatMap(({ treatments }) =>
        treatments.flatMap(({ when }) => (when ? [conditionKey(when)] : [])),
      ),
    );
    // First by what one of them has alone: what both have seldom tells them apart.
    const first = all.filter((condition) => own.has(conditionKey(condition)));
    const others = all.filter((condition) => !own.has(conditionKey(condition)));
    return cellsOf(this.seats, found, first, this.purse.budget()).flatMap((cell) => {
      const verdict = this.judgeCell(cell);
      if (verdict?.kind !== 'undecided' || !cell.request || others.length === 0) return verdict ?? [];
      const { request, conditions, truths, by } = cell;
      return cellsOf(this.seats, { request, conditions }, others, this.purse.budget()).flatMap(
        (inner) =>
          this.judgeCell({
            ...inner,
            truths: new Map([...truths, ...inner.truths]),
            by: [...by, ...inner.by],
          }) ?? [],
      );
    });
  }

  /** Steps that are not at the beginning of both ways. */
  private ownSteps(): readonly WayStep[] {
    const [from, to] = this.ways.map(({ steps }) => steps.map(stepKey));
    const keys = [...(from ?? [])];
    const differs = keys.findIndex((key, place) => key !== to?.[place]);
    const start = differs < 0 ? keys.length : differs;
    return this.ways.flatMap(({ steps }) => steps.slice(start));
  }

  private judgeCell(cell: Cell): Verdict | undefined {
    const [from, to] = this.ways;
    const resolved = [resolve(from, cell.truths), resolve(to, cell.truths)] as const;
    if (
      haveSameTls(this.seats, [resolved[0].end, resolved[1].end], this.compared) &&
      resolvedKey(resolved[0]) === resolvedKey(resolved[1])
    )
      return undefined;
    const steps = [...from.steps, ...to.steps];
    const { request, by } = cell;
    const asked = [...by, ...this.compared.asked];
    const outcomes = request && this.judge.differing(samplesOf(request, this.seats, steps, asked));
    if (outcomes) return { kind: 'differs', outcomes, by };
    return { kind: 'undecided', by, steps: this.deciding(resolved), resolved };
  }

  /** The steps that may be why it cannot be said: those whose doing is not told by conditions. */
  private deciding(resolved: readonly [Resolved, Resolved]): readonly WayStep[] {
    const undecided = resolved.flatMap((one) => one.undecided);
    const acting = this.ways
      .flatMap(({ steps }) => steps)
      .filter(({ treatments }) => treatments.some(({ effect }) => effect.kind === 'acts'));
    return undecided.length > 0 ? undecided : acting;
  }
}
