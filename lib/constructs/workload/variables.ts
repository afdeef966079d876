import type { EnvFromSource, EnvVar, EnvVarSource } from './kubernetes';
import { formatQuantity, referencesIn } from '../../core/kubernetes';
import type { EnvFromSpec, EnvValue, EnvValueSource } from './spec';

/** Environment variables by name. */
export type Variables = Readonly<Record<string, EnvValue>>;

/**
 * Variables as a container has them. `$(NAME)` works only for variables that come before, so they are sorted by these
 * references and otherwise keep their order.
 */
export function containerEnv(variables: Variables): readonly EnvVar[] {
  return sortByReference(variables).map(([name, value]) => ({ name, ...containerValue(value) }));
}

/** The names that a value refers to. */
function variablesIn(value: EnvValue): readonly string[] {
  return typeof value === 'string' ? referencesIn(value) : [];
}

/** Sources of all keys of ConfigMaps and Secrets. Passing an object that has a name, such as a construct, is fine. */
export function containerEnvFrom(sources: readonly EnvFromSpec[]): readonly EnvFromSource[] {
  return sources.map(({ prefix, configMapRef, secretRef }) => ({
    ...(prefix !== undefined && { prefix }),
    ...(configMapRef && { configMapRef: { name: configMapRef.name, optional: configMapRef.optional } }),
    ...(secretRef && { secretRef: { name: secretRef.name, optional: secretRef.optional } }),
  }));
}

function containerValue(value: EnvValue): Omit<EnvVar, 'name'> {
  return typeof value === 'object'
    ? { valueFrom: containerSource(value.valueFrom) }
    : { value: String(value) };
}

function containerSource({
  secretKeyRef,
  configMapKeyRef,
  fieldRef,
  resourceFieldRef,
}: EnvValueSource): EnvVarSource {
  const { containerName, resource, divisor = '1' } = resourceFieldRef ?? {};
  return {
    ...(secretKeyRef && {
      secretKeyRef: { name: secretKeyRef.name, key: secretKeyRef.key, optional: secretKeyRef.optional },
    }),
    ...(configMapKeyRef && {
      configMapKeyRef: {
        name: configMapKeyRef.name,
        key: configMapKeyRef.key,
        optional: configMapKeyRef.optional,
      },
    }),
    ...(fieldRef && { fieldRef: { fieldPath: fieldRef.fieldPath } }),
    ...(resource !== undefined && {
      resourceFieldRef: { containerName, resource, divisor: formatQuantity(divisor) },
    }),
  };
}

/** Depth-first by reference, without recursion, because a chain can be as long as the list. */
function sortByReference(variables: Variables): readonly (readonly [string, EnvValue])[] {
  const values = new Map(Object.entries(variables));
  const sorted = new Map<string, EnvValue>();
  const entered = new Set<string>();
  for (const first of values.keys()) {
    const stack = [first];
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      const value = values.get(name);
      const missing =
        entered.has(name) || value === undefined
          ? []
          : variablesIn(value).filter((other) => values.has(other) && !entered.has(other));
      entered.add(name);
      if (missing.length > 0) {
        stack.push(...missing.reverse());
        continue;
      }
      if (value !== undefined) sorted.set(name, value);
      stack.pop();
    }
  }
  return [...sorted];
}
