import { isPlainMap, oncePer, valueAt } from '../../core/base';
import { type ApiObjectData, canonicalObject, objectKey } from '../../core/manifest';
import type { Course } from './course';
import type { ReleaseDeclaration } from './release';
import { isOfTraefik } from './shares';
import { type StepKind, statesOf } from './states';
import type { ReleaseStep } from './steps';

/** The steps that a person takes; the controller takes all others by itself. */
const applied: ReadonlySet<StepKind> = new Set(['baseline', 'deploy']);

/** What no controller does: their canaries are not made by hand, and Flagger promotes from its greatest share. */
const left: Readonly<Record<Exclude<Course['mode'], 'plain'>, ReadonlySet<StepKind>>> = {
  flagger: new Set(['mirror', 'header', 'shift', 'promote', 'cleanup']),
  'argo-rollouts': new Set(['mirror', 'header', 'promote', 'cleanup']),
};

/**
 * The steps of a release that a controller carries out: what a person applies in the first two, and what the cluster has
 * in each once the controller has done its part.
 */
export function controlledSteps(
  objects: readonly ApiObjectData[],
  declaration: ReleaseDeclaration,
  mode: Exclude<Course['mode'], 'plain'>,
): readonly ReleaseStep[] {
  const { course, made, promoted } = declaration;
  const next = new Map(promoted.map((object) => [objectKey(object), object]));
  const keptUp = new Set(made.map(objectKey));
  // What stays as it is from step to step is one and the same object, as in `releaseSteps`.
  const canonical = oncePer(canonicalObject);
  return statesOf(course)
    .filter(({ kind }) => !left[mode].has(kind))
    .map((state) => {
      const own = objects.map((object) =>
        canonical((state.kind !== 'baseline' && next.get(objectKey(object))) || object),
      );
      const kept = made.map((object) => canonicalObject(withWeights(object, state.weight, declaration)));
      const isApplied = applied.has(state.kind);
      return {
        ...state,
        by: isApplied ? 'person' : mode,
        objects: [...own.filter((object) => !keptUp.has(objectKey(object))), ...kept],
        applied: isApplied ? own : [],
      };
    });
}

/** A TraefikService as a controller writes it for a share; other objects stay as they are. */
function withWeights(object: ApiObjectData, weight: number, { next }: ReleaseDeclaration): ApiObjectData {
  const spec = object['spec'];
  const services = valueAt(spec, 'weighted', 'services');
  if (!isOfTraefik(object, 'TraefikService') || !isPlainMap(spec) || !Array.isArray(services)) return object;
  const shared = services.flatMap((child: unknown): readonly unknown[] => {
    if (!isPlainMap(child)) return [child];
    const share = child['name'] === next ? weight : 100 - weight;
    // A child without a share gets no request, whether it is written with a weight of 0 or left out.
    return share === 0 ? [] : [{ ...child, weight: share }];
  });
  return { ...object, spec: { ...spec, weighted: { ...Object(spec['weighted']), services: shared } } };
}
