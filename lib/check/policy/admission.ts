import { isEqual, isPlainMap } from '../../core/base';
import type { RuleId } from '../../core/finding';
import { type PlacedObject, isClusterScoped } from '../../core/manifest';
import { emittedPolicies } from './emit';
import type { Exception } from './exceptions';
import { isBinding, isPolicy } from './manifest';
import type { Profile } from './profile';

/** Whether a cluster asks a policy as it is emitted for an environment. */
export type Admission =
  | { readonly state: 'same' }
  | { readonly state: 'missing' | 'different' | 'unbound' | 'never'; readonly why: string };

interface Place {
  readonly name: string;
  readonly profile: Profile;
  readonly objects: readonly PlacedObject[];
  readonly cluster?: readonly PlacedObject[];
}

/** Holds what a cluster has against what is emitted for an environment; undefined where it was not looked at. */
export function admissionOf(
  { name: environment, profile, objects, cluster }: Place,
  { exceptions, today }: { readonly exceptions: readonly Exception[]; readonly today: string },
): (rule: RuleId) => Admission | undefined {
  if (!cluster) return () => undefined;
  const there = cluster.map(({ object }) => object);
  const policies = new Map(there.filter(isPolicy).map((object) => [object.metadata.name, object]));
  const bindings = new Map(there.filter(isBinding).map((object) => [object.metadata.name, object]));
  const emitted = emittedPolicies({
    environment,
    profile,
    namespaces: namespacesOf(objects),
    exceptions,
    today,
  });
  const names = emitted.filter(isPolicy).map(({ metadata }) => metadata.name);
  const wanted = new Map(emitted.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  return (rule) => {
    const name = names.find((each) => each.startsWith(`${environment}.${rule}.`));
    if (name === undefined)
      return { state: 'never', why: 'It looks at several objects, which no API server does.' };
    const [policy, binding] = [policies.get(name), bindings.get(name)];
    if (!policy) return { state: 'missing', why: `The cluster has no policy ${name}.` };
    if (!binding) return { state: 'unbound', why: `The cluster has no binding of ${name}.` };
    if (!has(policy.spec, wanted.get(`ValidatingAdmissionPolicy ${name}`)?.['spec']))
      return { state: 'different', why: `The cluster has another text of ${name}.` };
    if (!has(binding.spec, wanted.get(`ValidatingAdmissionPolicyBinding ${name}`)?.['spec']))
      return { state: 'different', why: `The binding of ${name} in the cluster says otherwise.` };
    return { state: 'same' };
  };
}

/** Namespaces of objects; what belongs to a whole cluster has none. */
export function namespacesOf(objects: readonly PlacedObject[]): readonly string[] {
  const found = objects
    .filter(({ object: { apiVersion, kind } }) => !isClusterScoped(apiVersion, kind))
    .map(({ object: { metadata } }) => metadata.namespace ?? 'default');
  return [...new Set(found)].toSorted();
}

/** Whether a value has all that is wanted: a cluster adds defaults to it. */
function has(value: unknown, wanted: unknown): boolean {
  if (isPlainMap(wanted))
    return (
      isPlainMap(value) &&
      Object.entries(wanted).every(([key, each]) => each === undefined || has(value[key], each))
    );
  if (Array.isArray(wanted))
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((each, index) => has((value as readonly unknown[])[index], each))
    );
  return isEqual(value, wanted);
}
