import type { FieldPath, Finding, Problem } from '../../../core/finding';
import type { ApiObjectData, PlacedObject } from '../../../core/manifest';
import { admitted } from '../../../core/kubernetes';
import {
  type BindingObject,
  type MatchResources,
  type PolicyObject,
  type PolicySpec,
  isBinding,
  isPolicy,
} from '../manifest';
import { paramObjects, placeOf } from '../bindings';
import { placedProblem } from '../policies';
import { matchOf } from './match';
import { Untranslated } from './untranslated';

/** A policy as one binding uses it. */
export interface Use {
  readonly policy: PolicyObject;
  readonly binding: BindingObject;
  /** For which objects: what both say. */
  readonly match: MatchResources;
  /** The object of its parameters. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Policies in other words, and those for which there are none. */
export interface Translation {
  readonly objects: readonly ApiObjectData[];
  readonly problems: readonly Problem[];
}

/** Turns each use of a policy into objects of another kind, and tells of those for which that cannot be done. */
export function translated(
  manifests: readonly PlacedObject[],
  translate: (policy: PolicyObject, uses: readonly Use[]) => readonly ApiObjectData[],
): Translation {
  const problems: Problem[] = [];
  const objects = manifests.flatMap((placed): readonly ApiObjectData[] => {
    const { object } = placed;
    if (!isPolicy(object)) return [];
    const bindings = manifests.filter(
      (other): other is PlacedObject & { readonly object: BindingObject } =>
        isBinding(other.object) && other.object.spec.policyName === object.metadata.name,
    );
    let at: PlacedObject = placed;
    try {
      if (bindings.length === 0) throw new Untranslated('No binding uses the policy.', ['metadata', 'name']);
      checkPolicy(object.spec);
      const uses = bindings.map((binding): Use => {
        at = binding;
        return useOf(object, binding.object, manifests);
      });
      at = placed;
      return translate(object, uses);
    } catch (error) {
      if (!(error instanceof Untranslated)) throw error;
      const finding: Finding = { rule: 'untranslated-policy', message: error.message, field: error.field };
      problems.push(placedProblem(error.isOfBinding ? at : placed, finding));
      return [];
    }
  });
  return { objects, problems };
}

/** What neither Gatekeeper nor Kyverno has. */
function checkPolicy({ matchConstraints, variables = [] }: PolicySpec): void {
  if (matchConstraints?.excludeResourceRules)
    throw new Untranslated('It leaves out resources that others of its rules name.', [
      'spec',
      'matchConstraints',
      'excludeResourceRules',
    ]);
  const index = variables.findIndex(({ name }) => name === 'params');
  if (index !== -1)
    throw new Untranslated('A variable is called params, as parameters are.', [
      'spec',
      'variables',
      index,
      'name',
    ]);
}

function useOf(policy: PolicyObject, binding: BindingObject, manifests: readonly PlacedObject[]): Use {
  const match = matchOf(policy, binding);
  const { paramKind } = policy.spec;
  const { paramRef } = binding.spec;
  if (!paramKind || !paramRef) return { policy, binding, match };
  const field: FieldPath = ['spec', 'paramRef'];
  if (paramRef.selector) throw new Untranslated('Its parameters are several objects.', field, true);
  const [only, ...others] = paramObjects(paramRef, paramKind, manifests);
  if (!only) throw new Untranslated('Its parameters are not among the policies.', field, true);
  if (others.length > 0 || (paramRef.namespace === undefined && placeOf(only) !== undefined))
    throw new Untranslated('Its parameters are those of the namespace of each object.', field, true);
  return { policy, binding, match, params: { ...admitted(only) } };
}
