import { type ApiObjectData, canonicalObject, identityKey, identityOf } from '../../core/manifest';
import { markedRoutes } from './marked-routes';
import type { ReleaseDeclaration } from './release';
import { withShares, withStreamShares } from './shares';
import { type StepState, statesOf } from './states';

/** A step of a release with all objects that its cluster has at that step. */
export interface ReleaseStep extends StepState {
  readonly objects: readonly ApiObjectData[];
}

/**
 * The steps of a release, first to last: the objects that are there without it, changed for each step. The first
 * step is those objects themselves.
 */
export function releaseSteps(
  objects: readonly ApiObjectData[],
  declaration: ReleaseDeclaration,
): readonly ReleaseStep[] {
  const promoted = new Map(
    declaration.promoted.map((object) => [identityKey(identityOf(object)), object] as const),
  );
  return statesOf(declaration.course).map((state) => ({
    ...state,
    objects: [
      ...objects.map((object) => {
        const own = (state.isPromoted && promoted.get(identityKey(identityOf(object)))) || object;
        return canonicalObject(withStreamShares(withShares(own, state, declaration), state, declaration));
      }),
      ...(state.isDeployed ? declaration.beside : []),
      ...(state.isMarked ? markedRoutes(objects, declaration).map(canonicalObject) : []),
    ],
  }));
}
