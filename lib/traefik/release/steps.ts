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
 * step is those objects themselves.
 */
export function releaseSteps(
  objects: readonly ApiObjectData[],
  declaration: ReleaseDeclaration,
): readonly ReleaseStep[] {
  const { course } = declaration;
  if (course.mode !== 'plain') return controlledSteps(objects, declaration, course.mode);
  const promoted = new Map(declaration.promoted.map((object) => [objectKey(object), object] as const));
  return statesOf(course).map((state) => {
    const all = [
      ...objects.map((object) => {
        const own = (state.isPromoted && promoted.get(objectKey(object))) || object;
        return canonicalObject(withStreamShares(withShares(own, state, declaration), state, declaration));
      }),
      ...(state.isDeployed ? declaration.beside : []),
      ...(state.isMarked ? markedRoutes(objects, declaration).map(canonicalObject) : []),
    ];
    return { ...state, by: 'person', objects: all, applied: all };
  });
}
