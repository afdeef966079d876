import { type DiffSide, type TrafficDiff, diffTraffic } from '../../check/changes';
import { readVersion } from '../../traefik/version';
import { type FieldUse, type NewField, fieldsOf } from './fields';
import { type UpgradeOption, optionsOf } from './options';
import { type UpgradeStep, stepsOf } from './steps';

/** What another release of Traefik does to one's own requests: the JSON of `upgrade`. */
export interface Upgrade extends TrafficDiff {
  readonly from: string;
  readonly to: string;
  /** What to set in the static configuration, and why. */
  readonly options: readonly UpgradeOption[];
  /** What the releases on the way do otherwise that is not computed, as far as it concerns these objects. */
  readonly steps: readonly UpgradeStep[];
  readonly fields: {
    /** Fields of these objects that the CRDs of the target do not have: the API server drops or refuses them. */
    readonly refused: readonly FieldUse[];
    /** What the CRDs of the target have and those before did not. */
    readonly added: readonly NewField[];
  };
}

/** Tells what becomes of the requests to objects when their Traefik becomes another release. */
export function upgradeOf(before: DiffSide, after: DiffSide): Upgrade {
  const [from, to] = [before, after].map(({ facts }) => readVersion(facts.traefik?.version));
  if (!from || !to) throw new Error('two sides have two versions');
  const diff = diffTraffic(before, after);
  return {
    from: from.text,
    to: to.text,
    ...diff,
    options: optionsOf({ before, after, from, to, diff }),
    steps: stepsOf(after, from, to),
    fields: fieldsOf(after.objects, from, to),
  };
}
