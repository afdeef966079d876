import type { TrafficModel } from '../../traefik/model';
import type { MapSet, TrafficChanges } from './data';
import { documentOf } from './document';
import { pageProgram } from './page-program';
import { sideOf } from './side';

/** A set of objects that the page shows. */
export interface Mapped {
  /** How the page names it. */
  readonly name: string;
  readonly model: TrafficModel;
  /** What it is compared with. @default nothing */
  readonly from?: {
    readonly name: string;
    readonly model: TrafficModel;
    /** What the change does to all requests. @default it is not told */
    readonly traffic?: TrafficChanges;
  };
}

/**
 * One page of HTML for sets of objects, between which it switches.
 *
 * @throws ProblemError where the page's program is not there
 */
export function mapPage(sets: readonly Mapped[]): string {
  const data = {
    sets: sets.map(({ name, model, from }): MapSet => {
      if (!from) return { name, now: sideOf(model) };
      const { model: before, ...rest } = from;
      return { name, now: sideOf(model), from: { ...rest, ...sideOf(before) } };
    }),
  };
  return documentOf(data, pageProgram());
}
