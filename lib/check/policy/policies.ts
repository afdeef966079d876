import type { RuleId } from '../../core/finding';
import { type Finding, type Problem, didYouMean, hasErrors, problemAt } from '../../core/finding';
import { type PlacedObject, identityOf } from '../../core/manifest';
import { type Bound, boundBy } from './bindings';
import { catalogue, policyObject } from './catalogue';
import { type CompiledPolicy, compilePolicy } from './compile';
import { isBinding, isPolicy } from './manifest';
import type { Profile, Severities } from './profile';
import { manifestFindings } from './schema';
import { unknownKinds } from './unknown-kinds';

/** A policy that objects are held against, and how much it weighs. */
export interface ActivePolicy {
  /** How exceptions call it: its rule, or the name of its manifest. */
  readonly name: string;
  readonly rule: RuleId;
  readonly policy: CompiledPolicy;
  /** By whom and how it is used: a policy of the catalogue has one use, others one for each binding. */
  readonly uses: readonly Bound[];
}

let compiled:
  | readonly { readonly rule: RuleId; readonly severities: Severities; readonly policy: CompiledPolicy }[]
  | undefined;

/** The policies of the catalogue that weigh anything in an environment of this kind. */
export function cataloguePolicies(profile: Profile): readonly ActivePolicy[] {
  compiled ??= catalogue.flatMap((entry) => {
    const { metadata, spec } = policyObject(entry);
    const { policy } = compilePolicy(metadata.name, spec);
    return policy ? [{ rule: entry.rule, severities: entry.severities, policy }] : [];
  });
  return compiled.flatMap(({ rule, severities, policy }) => {
    const severity = severities[profile];
    return severity === 'off' ? [] : [{ name: rule, rule, policy, uses: [{ severity }] }];
  });
}

export interface OwnPolicies {
  readonly policies: readonly ActivePolicy[];
  readonly problems: readonly Problem[];
}

/**
 * The policies of an organisation, from the manifests that a cluster takes: ValidatingAdmissionPolicies, their bindings, and
 * the objects of their parameters.
 */
export function ownPolicies(objects: readonly PlacedObject[]): OwnPolicies {
  const problems: Problem[] = [];
  const report = (placed: PlacedObject, findings: readonly Finding[]): void => {
    problems.push(...findings.map((finding) => placedProblem(placed, finding)));
  };
  const named = new Set<string>();
  for (const placed of objects.filter(isOurs)) {
    report(placed, manifestFindings(placed.object));
    const { kind, metadata } = placed.object;
    if (named.has(`${kind} ${metadata.name}`)) report(placed, [twice(metadata.name)]);
    named.add(`${kind} ${metadata.name}`);
  }
  if (hasErrors(problems)) return { policies: [], problems };
  const bindings = objects.flatMap(({ object }) => (isBinding(object) ? [object] : []));
  const policies = objects.flatMap((placed): readonly ActivePolicy[] => {
    const { object } = placed;
    if (!isPolicy(object)) return [];
    const { name } = object.metadata;
    const { policy, findings } = compilePolicy(name, object.spec);
    report(placed, findings);
    report(placed, unknownKinds(object.spec));
    if (!policy) return [];
    const { uses, findings: unbound } = boundBy(object, bindings, objects);
    report(placed, unbound);
    return [{ name, rule: 'own-policy', policy, uses }];
  });
  const there = objects.flatMap(({ object }) => (isPolicy(object) ? [object.metadata.name] : []));
  for (const placed of objects) {
    const { object } = placed;
    const { policyName } = isBinding(object) ? object.spec : {};
    if (policyName !== undefined && !there.includes(policyName)) report(placed, [idle(policyName, there)]);
  }
  return { policies, problems };
}

function twice(name: string): Finding {
  return {
    rule: 'invalid-policy',
    message: `There are two of the name "${name}".`,
    consequence: 'The one that is applied later replaces the other.',
    fix: 'Give one of them another name.',
    field: ['metadata', 'name'],
  };
}

function idle(name: string, all: readonly string[]): Finding {
  return {
    rule: 'idle-binding',
    message: `There is no policy "${name}" among the policies.`,
    ...didYouMean(name, all),
    field: ['spec', 'policyName'],
  };
}

function isOurs({ object }: PlacedObject): boolean {
  return isPolicy(object) || isBinding(object);
}

export function placedProblem(placed: PlacedObject, finding: Finding): Problem {
  const { field = [] } = finding;
  const location = placed.locate(field);
  return problemAt(
    {
      object: identityOf(placed.object),
      ...(placed.construct !== undefined && { construct: placed.construct }),
      field,
      ...(location && { location }),
    },
    finding,
  );
}
