import { fromJson } from '../cel';
import type { Problem, Severity } from '../../core/finding';
import { asMap, valueAt } from '../../core/base';
import { admitted, podTemplateOf } from '../../core/kubernetes';
import { type ApiObjectData, type PlacedObject, isApiObject } from '../../core/manifest';
import { admission } from '../cluster';
import type { Bound } from './bindings';
import type { CompiledPolicy } from './compile';
import { type CrossOptions, crossFindings, crossSeverities } from './cross';
import { Subject, violations } from './evaluate';
import { type Excepted, type Exception, type PolicyProblem, applyExceptions } from './exceptions';

import { type ActivePolicy, cataloguePolicies, ownPolicies, placedProblem } from './policies';
import type { Profile } from './profile';
import { type NamespaceLabels, matches, resourceOf } from './resource';

/** What policies have to say of the objects of one cluster. */
export interface PolicyReview {
  readonly findings: readonly Problem[];
  readonly excepted: readonly Excepted[];
}

export interface PolicyReviewOptions extends CrossOptions {
  readonly profile: Profile;
  /** Policies of the organisation. @default none */
  readonly own?: readonly ActivePolicy[];
  /** @default none */
  readonly exceptions?: readonly Exception[];
  /** The day on which exceptions end or not. @default today */
  readonly today?: string;
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Holds objects against the catalogue and an organisation's own policies. */
export function reviewPolicies(
  objects: readonly PlacedObject[],
  {
    profile,
    own = [],
    exceptions = [],
    today = new Date().toISOString().slice(0, 10),
    ...cross
  }: PolicyReviewOptions,
): PolicyReview {
  const found = policyProblems(objects, profile, own, cross);
  const { findings, excepted } = applyExceptions(found, exceptions, today);
  return {
    excepted,
    findings: findings.toSorted((first, second) => ranks[first.severity] - ranks[second.severity]),
  };
}

/** What policies that a program holds have against its objects, and what is wrong with the policies, but for what exceptions let through. */
export function heldProblems(
  objects: readonly PlacedObject[],
  manifests: readonly ApiObjectData[],
  exceptions: readonly Exception[],
  today = new Date().toISOString().slice(0, 10),
): readonly Problem[] {
  const { policies, problems } = ownPolicies(unplaced(manifests));
  const { objects: taken } = admission(objects);
  const labelsOf = namespaceLabels(taken);
  const found = taken.flatMap((placed) => ofObject(placed, policies, labelsOf));
  const { findings } = applyExceptions(found, exceptions, today);
  // Other exceptions are for policies that a synth does not ask.
  return [...problems, ...findings.filter(({ rule }) => rule !== 'idle-exception')];
}

/** Objects that no file has. */
export function unplaced(objects: readonly ApiObjectData[]): readonly PlacedObject[] {
  return objects.map((object) => ({ object, locate: () => undefined }));
}

/** The same before exceptions are looked at, each with the policy that it is of. */
export function policyProblems(
  objects: readonly PlacedObject[],
  profile: Profile,
  own: readonly ActivePolicy[],
  options: CrossOptions = {},
): readonly PolicyProblem[] {
  const { objects: taken } = admission(objects);
  const labelsOf = namespaceLabels(taken);
  const active = [...cataloguePolicies(profile), ...own];
  return [
    ...taken.flatMap((placed) => ofObject(placed, active, labelsOf)),
    ...crossFindings(taken, options).flatMap(({ placed, finding }): readonly PolicyProblem[] => {
      const severity = crossSeverities[finding.rule]?.[profile] ?? 'error';
      if (severity === 'off') return [];
      return [{ policy: finding.rule, problem: placedProblem(placed, { ...finding, severity }) }];
    }),
  ];
}

function ofObject(
  placed: PlacedObject,
  active: readonly ActivePolicy[],
  labelsOf: NamespaceLabels,
): readonly PolicyProblem[] {
  const own = ofAsked(placed, placed.object, active, labelsOf);
  const made = madeOf(placed.object);
  if (!made) return own;
  // What is wrong with both is told once.
  const isTold = ({ policy, problem: { message } }: PolicyProblem): boolean =>
    own.some((other) => other.policy === policy && other.problem.message === message);
  return [...own, ...ofAsked(placed, made, active, labelsOf).filter((each) => !isTold(each))];
}

/** The ReplicaSet that Argo Rollouts makes of a Rollout: policies for pods are asked of it, and none is for Rollouts. */
function madeOf(object: ApiObjectData): ApiObjectData | undefined {
  const template = object.kind === 'Rollout' ? podTemplateOf(object) : undefined;
  if (template === undefined) return undefined;
  const { name, namespace } = object.metadata;
  const labels = asMap(valueAt(template, 'metadata', 'labels'));
  const { selector, replicas } = asMap(object['spec']);
  const metadata = { name, ...(namespace !== undefined && { namespace }), labels };
  const made = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata,
    spec: { replicas, selector, template },
  };
  return isApiObject(made) ? made : undefined;
}

function ofAsked(
  placed: PlacedObject,
  object: ApiObjectData,
  active: readonly ActivePolicy[],
  labelsOf: NamespaceLabels,
): readonly PolicyProblem[] {
  const resource = resourceOf(object);
  const subject = new Subject(resource, fromJson(admitted(object)), labelsOf);
  return active.flatMap(({ name, rule, policy, uses }) =>
    uses.flatMap((use): readonly PolicyProblem[] =>
      verdictsOf(policy, use, subject).map(({ severity, said }) => {
        const message = rule === 'own-policy' ? `${name}: ${said}` : said;
        return { policy: name, problem: placedProblem(placed, { rule, severity, message, field: [] }) };
      }),
    ),
  );
}

/** What one use of a policy has against an object. Parameters that are not there refuse it, whatever the binding says. */
function verdictsOf(
  policy: CompiledPolicy,
  { severity, matchResources, params }: Bound,
  subject: Subject,
): readonly { readonly severity: Severity; readonly said: string }[] {
  const { resource, labelsOf } = subject;
  if (matchResources && !matches(matchResources, resource, labelsOf)) return [];
  const { all, missing } = params?.(resource) ?? { all: [null], missing: undefined };
  if (missing !== undefined && matches(policy.spec.matchConstraints ?? {}, resource, labelsOf))
    return policy.spec.failurePolicy === 'Ignore'
      ? []
      : [{ severity: 'error', said: `failed to configure binding: ${missing}` }];
  return all.flatMap((each) => violations(policy, subject, each).map((said) => ({ severity, said })));
}

/** The labels of namespaces: those of their objects, and the one that the API server gives to each. */
function namespaceLabels(objects: readonly PlacedObject[]): NamespaceLabels {
  const known = new Map(
    objects
      .filter(({ object }) => object.apiVersion === 'v1' && object.kind === 'Namespace')
      .map(({ object: { metadata } }) => [metadata.name, metadata.labels ?? {}]),
  );
  return (namespace) => ({ 'kubernetes.io/metadata.name': namespace, ...known.get(namespace) });
}
