import type { RuleId } from '../../../core/finding';
import type { PolicySpec, ResourceRule } from '../manifest';
import { podResources, podSpec } from '../pod-resources';
import type { Severities } from '../profile';

/** A policy of the catalogue: its texts are those of its rule, so that people read the same wherever it holds. */
export interface CataloguePolicy {
  readonly rule: RuleId;
  readonly severities: Severities;
  readonly spec: PolicySpec;
}

/** How much a policy weighs, from development on. */
export const always: Severities = { dev: 'error', staging: 'error', prod: 'error' };
export const later: Severities = { dev: 'warning', staging: 'error', prod: 'error' };
export const advised: Severities = { dev: 'info', staging: 'warning', prod: 'warning' };
export const hinted: Severities = { dev: 'off', staging: 'info', prod: 'info' };
export const advisedInProduction: Severities = { dev: 'off', staging: 'info', prod: 'warning' };

/** Resources of a group, when they are made or changed. */
export function resources(group: string, ...names: readonly string[]): ResourceRule {
  return { apiGroups: [group], apiVersions: ['*'], resources: names, operations: ['CREATE', 'UPDATE'] };
}

const withPods = podResources.map(([group, names]) => resources(group, ...names));

/** A policy for pods, whatever makes them: `variables.pod` is their spec, `variables.containers` all they run. */
export function podPolicy(
  rule: RuleId,
  severities: Severities,
  {
    expression,
    message,
    only = withPods,
  }: { expression: string; message: string; only?: readonly ResourceRule[] },
): CataloguePolicy {
  return {
    rule,
    severities,
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: only },
      variables: [
        { name: 'pod', expression: podSpec },
        {
          name: 'containers',
          expression: 'variables.pod.containers + variables.pod.?initContainers.orValue([])',
        },
      ],
      validations: [{ expression, message }],
    },
  };
}

/**
 * A policy for each container: `wrong` is what may not hold of `c`, and the message names those of which it does.
 *
 * @param says what is wrong, before their names
 */
export function containerPolicy(
  rule: RuleId,
  severities: Severities,
  {
    wrong,
    says,
    only,
    of = 'variables.containers',
  }: { wrong: string; says: string; only?: readonly ResourceRule[]; of?: string },
): CataloguePolicy {
  const policy = podPolicy(rule, severities, {
    expression: 'variables.offenders.size() == 0',
    message: `${says}.`,
    ...(only && { only }),
  });
  const { spec } = policy;
  const offenders = { name: 'offenders', expression: `${of}.filter(c, ${wrong}).map(c, c.name)` };
  return {
    ...policy,
    spec: {
      ...spec,
      variables: [...(spec.variables ?? []), offenders],
      validations: [
        {
          expression: 'variables.offenders.size() == 0',
          messageExpression: `'${says}: ' + variables.offenders.join(', ') + '.'`,
        },
      ],
    },
  };
}

/** A policy for objects of some kinds. */
export function objectPolicy(
  rule: RuleId,
  severities: Severities,
  {
    of,
    when,
    expression,
    message,
  }: {
    of: readonly ResourceRule[];
    when?: string;
    expression: string;
    message: string | { readonly expression: string };
  },
): CataloguePolicy {
  return {
    rule,
    severities,
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: of },
      ...(when !== undefined && { matchConditions: [{ name: 'asked', expression: when }] }),
      validations: [
        {
          expression,
          ...(typeof message === 'string' ? { message } : { messageExpression: message.expression }),
        },
      ],
    },
  };
}

/** Workloads whose pods are replaced by new ones while requests come. */
export const served: readonly ResourceRule[] = [
  resources('apps', 'deployments', 'statefulsets', 'daemonsets'),
];
