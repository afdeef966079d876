import { type RuleId, type Severity, rulesNamed } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { catalogue, policyObject } from './catalogue';
import type { Exception } from './exceptions';
import { type Action, type PolicyObject, admissionVersion } from './manifest';
import type { Profile } from './profile';

/** Where emitted policies hold, and for what kind of environment. */
export interface Emission {
  /** Name of the environment: each has bindings of its own. */
  readonly environment: string;
  readonly profile: Profile;
  /** Namespaces in which they hold. */
  readonly namespaces: readonly string[];
  /** What they let through. */
  readonly exceptions: readonly Exception[];
  /** The day on which exceptions end or not. */
  readonly today: string;
}

/** What the API server does with what a policy finds. */
const actions: Readonly<Record<Severity, readonly Action[]>> = {
  error: ['Deny'],
  warning: ['Warn', 'Audit'],
  info: ['Audit'],
};

/** The policies of the catalogue that weigh anything in an environment, with a binding of each, as a cluster takes them. */
export function emittedPolicies(emission: Emission): readonly ApiObjectData[] {
  const { environment, profile, namespaces } = emission;
  return catalogue.flatMap((entry): readonly ApiObjectData[] => {
    const severity = entry.severities[profile];
    if (severity === 'off') return [];
    const policy = withExceptions(policyObject(entry), entry.rule, emission);
    const { name } = policy.metadata;
    const own = `${environment}.${name}`;
    return [
      { ...policy, metadata: { ...policy.metadata, name: own } },
      {
        apiVersion: admissionVersion,
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name: own },
        spec: {
          policyName: own,
          validationActions: actions[severity],
          matchResources: {
            namespaceSelector: {
              matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }],
            },
          },
        },
      },
    ];
  });
}

/** Exceptions that have not ended, as conditions: a policy is not asked about what it lets through. */
function withExceptions(policy: PolicyObject, rule: RuleId, { exceptions, today }: Emission): PolicyObject {
  const own = exceptions.filter(
    ({ policy: called, until }) => until >= today && rulesNamed(called).includes(rule),
  );
  const conditions = own.map((exception, index) => ({
    name: `exception-${index + 1}`,
    expression: `!(${conditionOf(exception)})`,
  }));
  if (conditions.length === 0) return policy;
  const { spec } = policy;
  return { ...policy, spec: { ...spec, matchConditions: [...(spec.matchConditions ?? []), ...conditions] } };
}

function conditionOf({ kind, namespace, name }: Exception): string {
  const parts = [
    ...(kind === undefined ? [] : [`object.kind == ${JSON.stringify(kind)}`]),
    ...(namespace === undefined
      ? []
      : [`object.metadata.?namespace.orValue('default') == ${JSON.stringify(namespace)}`]),
    ...(name === undefined ? [] : [`object.metadata.name == ${JSON.stringify(name)}`]),
  ];
  return parts.length === 0 ? 'true' : parts.join(' && ');
}
