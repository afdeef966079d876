import type { Condition, Feature } from '../template/template';

/** A rendering that was looked at, and which of the features it had. */
export interface Sample {
  readonly environment: string;
  /** Numbers of the features that it had. */
  readonly features: ReadonlySet<number>;
}

/**
 * A condition that holds for exactly those samples. It speaks of features where they are enough to tell the
 * samples apart, and of environments where not; undefined where it is true of all.
 */
export function conditionFor(
  samples: readonly Sample[],
  isIn: (sample: Sample) => boolean,
  features: ReadonlyMap<number, Feature>,
  environments: readonly string[],
): Condition {
  const split = decide(samples, isIn, [...features.keys()], features, environments);
  return typeof split === 'boolean' ? { kind: split ? 'and' : 'or', conditions: [] } : split;
}

/** A condition, or a constant. */
type Decision = Condition | boolean;

function decide(
  samples: readonly Sample[],
  isIn: (sample: Sample) => boolean,
  candidates: readonly number[],
  features: ReadonlyMap<number, Feature>,
  environments: readonly string[],
): Decision {
  const inside = samples.filter(isIn);
  if (inside.length === samples.length) return true;
  if (inside.length === 0) return false;
  const useful = candidates.filter((feature) => {
    const having = samples.filter((sample) => sample.features.has(feature)).length;
    return having > 0 && having < samples.length && isThere(feature, samples, features);
  });
  const best = useful
    .map((feature) => ({
      feature,
      // What others stand in is asked for first, or they could not be.
      outer: candidates.filter((other) => stands(features.get(other), features.get(feature))).length,
      disorder: disorderOf(samples, isIn, feature),
    }))
    .toSorted(
      (a, b) =>
        Number(a.disorder > 0) - Number(b.disorder > 0) || b.outer - a.outer || a.disorder - b.disorder,
    )[0];
  const feature = best && features.get(best.feature);
  if (!best || !feature) return byEnvironment(samples, isIn, environments);
  const rest = candidates.filter((candidate) => candidate !== best.feature);
  const side = (has: boolean): Decision =>
    decide(
      samples.filter((sample) => sample.features.has(best.feature) === has),
      isIn,
      rest,
      features,
      environments,
    );
  return either({ kind: 'feature', feature }, side(true), side(false));
}

/** Whether all samples have what a feature speaks of: what stands in a map that is missing cannot be asked for. */
function isThere(
  number: number,
  samples: readonly Sample[],
  features: ReadonlyMap<number, Feature>,
): boolean {
  const feature = features.get(number);
  if (!feature || !('path' in feature)) return true;
  return Array.from(features).every(
    ([other, outer]) =>
      other === number || !stands(feature, outer) || samples.every((sample) => sample.features.has(other)),
  );
}

/** Whether a feature speaks of something inside a value that may be missing. */
export function stands(feature: Feature | undefined, outer: Feature | undefined): boolean {
  if (!feature || !('path' in feature) || outer?.kind !== 'present' || feature === outer) return false;
  const inner = feature.kind === 'present' ? feature.path.slice(0, -1) : feature.path;
  return outer.path.length <= inner.length && outer.path.every((key, index) => inner[index] === key);
}

/** How mixed the two sides are after a split: 0 where it separates the samples cleanly. */
function disorderOf(samples: readonly Sample[], isIn: (sample: Sample) => boolean, feature: number): number {
  const sides = [true, false].map((has) => samples.filter((sample) => sample.features.has(feature) === has));
  const disorder = sides.map((side) => {
    const inside = side.filter(isIn).length;
    return Math.min(inside, side.length - inside);
  });
  return disorder.reduce((sum, count) => sum + count, 0);
}

function byEnvironment(
  samples: readonly Sample[],
  isIn: (sample: Sample) => boolean,
  environments: readonly string[],
): Decision {
  const names = environments.filter((name) =>
    samples.some((sample) => sample.environment === name && isIn(sample)),
  );
  if (names.length === environments.length) return true;
  return { kind: 'feature', feature: { kind: 'environment', names } };
}

function either(test: Condition, yes: Decision, no: Decision): Decision {
  if (yes === true && no === true) return true;
  if (yes === false && no === false) return false;
  if (yes === true) return no === false ? test : any(test, no);
  if (no === false) return all(test, yes);
  if (yes === false) return all(negated(test), no);
  if (no === true) return any(negated(test), yes);
  return any(all(test, yes), all(negated(test), no));
}

function all(a: Decision, b: Decision): Decision {
  if (a === true) return b;
  if (b === true) return a;
  if (a === false || b === false) return false;
  return { kind: 'and', conditions: [a, b] };
}

function any(a: Decision, b: Decision): Decision {
  if (a === false) return b;
  if (b === false) return a;
  if (a === true || b === true) return true;
  return { kind: 'or', conditions: [a, b] };
}

function negated(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.condition : { kind: 'not', condition };
}
