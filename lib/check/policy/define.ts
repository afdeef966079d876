import type { ApiObjectData } from '../../core/manifest';
import { type Action, type PolicySpec, type Validation, admissionVersion } from './manifest';
import { podResources, podSpec } from './pod-resources';
import { type Profile, profileOf } from './profile';

/** What the API server does with an object that breaks a policy; here an error, a warning and a hint. */
export type PolicyAction = Action;

/** Resources that a policy is for. */
export interface PolicyResources {
  /** API group. @default '' - the core group */
  readonly group?: string;
  /** @default all of the group */
  readonly versions?: readonly string[];
  /** Plurals, as the API server has them: `deployments`; `*` for all of the group. */
  readonly resources: readonly string[];
}

/** A policy of an organisation: what becomes a ValidatingAdmissionPolicy and its binding. */
export interface PolicyDefinition {
  /** How exceptions and reports call it; the name of both objects. */
  readonly name: string;
  /** What it is asked of, when it is made or changed. */
  readonly of: readonly PolicyResources[];
  /** Conditions in CEL, by name, all of which hold of what it is asked of. @default none */
  readonly when?: Readonly<Record<string, string>>;
  /** Values in CEL, by name: expressions after them have each as `variables.<name>`. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Expressions in CEL that have to be true, and what is said where one is not. */
  readonly validations: readonly Validation[];
  /**
   * What is done with an object that breaks it: the same everywhere, or by the kind of environment, of which those that are
   * left out do not hold it.
   *
   * @default Deny
   */
  readonly action?: PolicyAction | Readonly<Partial<Record<Profile, PolicyAction>>>;
}

/** A policy of an organisation, written in TypeScript: `holdPolicies` has environments hold it. */
export function definePolicy(definition: PolicyDefinition): PolicyDefinition {
  return definition;
}

/**
 * A policy that images come from some registries alone.
 *
 * @param prefixes how images may begin: `registry.example.com/shop/`
 */
export function allowedRegistries(...prefixes: readonly string[]): PolicyDefinition {
  const list = `[${prefixes.map((prefix) => JSON.stringify(prefix)).join(', ')}]`;
  return {
    name: 'allowed-registries',
    of: podResources.map(([group, resources]) => ({ group, resources })),
    variables: {
      pod: podSpec,
      foreign: `(variables.pod.containers + variables.pod.?initContainers.orValue([]))
  .filter(c, !${list}.exists(prefix, c.image.startsWith(prefix))).map(c, c.image)`,
    },
    validations: [
      {
        expression: 'variables.foreign.size() == 0',
        messageExpression: `'Images of other registries: ' + variables.foreign.join(', ') + '.'`,
      },
    ],
  };
}

/** The objects of policies for one kind of environment, as a cluster takes them. */
export function policyManifests(
  definitions: readonly PolicyDefinition[],
  environment: string,
): readonly ApiObjectData[] {
  const profile = profileOf(environment);
  return definitions.flatMap((definition): readonly ApiObjectData[] => {
    const { name, action = 'Deny' } = definition;
    const own = typeof action === 'string' ? action : action[profile];
    if (own === undefined) return [];
    return [
      {
        apiVersion: admissionVersion,
        kind: 'ValidatingAdmissionPolicy',
        metadata: { name },
        spec: specOf(definition),
      },
      {
        apiVersion: admissionVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name },
        spec: { policyName: name, validationActions: [own] },
      },
    ];
  });
}

function specOf({ of, when = {}, variables = {}, validations }: PolicyDefinition): PolicySpec {
  const named = (expressions: Readonly<Record<string, string>>) =>
    Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: of.map(({ group = '', versions = ['*'], resources }) => ({
        apiGroups: [group],
        apiVersions: versions,
        resources,
        operations: ['CREATE', 'UPDATE'],
      })),
    },
    ...(Object.keys(when).length > 0 && { matchConditions: named(when) }),
    ...(Object.keys(variables).length > 0 && { variables: named(variables) }),
    validations,
  };
}
