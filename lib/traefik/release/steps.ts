import { oncePer } from '../../core/base';
import { type ApiObjectData, canonicalObject, objectKey } from '../../core/manifest';
import { controlledSteps } from './controlled';
import { markedRoutes } from './marked-routes';
import type { ReleaseDeclaration } from './release';
import { withShares, withStreamShares } from './shares';
import type { ReleaseMode } from './spec';
import { type StepState, statesOf } from './states';

/** A step of a release with all objects that its cluster has at that step. */
export interface ReleaseStep extends StepState {
  /** Who takes it: whoever applies its folder, or the controller of the release by itself. */
  readonly by: 'person' | Exclude<ReleaseMode, 'plain'>;
  /** What the cluster has at this step. */
  readonly objects: readonly ApiObjectData[];
  /** What is applied to come to it; nothing where a controller takes it. */
  readonly applied: readonly ApiObjectData[];
}

/**
 * The steps of a release, first to last: the objects that are there without it, changed for each step. The first
 * step is those objects themselves. What steps have in common is one and the same object in all of them, so that what
 * was found of it, and that it stays as it is, is known at once.
 */
export function releaseSteps(
  objects: readonly ApiObjectData[],
  declaration: ReleaseDeclaration,
): readonly ReleaseStep[] {
  const { course, promoted } = declaration;
  if (course.mode !== 'plain') return controlledSteps(objects, declaration, course.mode);
  const later = new Map(promoted.map((object) => [objectKey(object), object]));
  const marked = markedRoutes(objects, declaration).map(canonicalObject);
  const canonical = oncePer(canonicalObject);
  const shared = new Map<string, (object: ApiObjectData) => ApiObjectData>();
  return statesOf(course).map((state) => {
    const shares = `${state.weight} ${state.isMirrored}`;
    const withAll =
      shared.get(shares) ??
      oncePer((own: ApiObjectData) => {
        const object = withStreamShares(withShares(own, state, declaration), state, declaration);
        return object === own ? canonical(own) : canonicalObject(object);
      });
    shared.set(shares, withAll);
    const all = [
      ...objects.map((object) => withAll((state.isPromoted && later.get(objectKey(object))) || object)),
      ...(state.isDeployed ? declaration.beside : []),
      ...(state.isMarked ? marked : []),
    ];
    return { ...state, by: 'person', objects: all, applied: all };
  });
}
