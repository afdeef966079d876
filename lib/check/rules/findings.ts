import { type Problem, ProblemError, problemAt, ruleOf } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type ClusterFacts, inventoryOf, placedTrafficModelOf } from '../cluster';
import { crdRule } from './crd-rule';
import { FollowOn } from './follow-on';
import { kubernetesKind } from './kubernetes-kind';
import type { ObjectFinding } from './object-finding';
import { problemOf } from './placing';
import { adviceChecks, objectChecks, singleChecks, staticChecks, trafficChecks } from './registry';
import { Told, ToldOfConstructs } from './told';

export interface FindingsOptions {
  /**
   * Problems of the constructs that made the objects: what follows from them is not told again.
   * @default none
   */
  readonly told?: readonly Problem[];
  /**
   * Whether all objects are there. Else each is looked at by itself alone: references to the others would look wrong.
   * @default true
   */
  readonly areComplete?: boolean;
  /**
   * Whether what is only advice is told too, as a linter does: what is right in most places, and seldom what was meant.
   * @default false
   */
  readonly advice?: boolean;
}

/**
 * Everything that the rules have to say of the objects of one cluster, whether constructs have made them or files
 * have them: the same objects give the same findings, each with the place that is known of its object.
 *
 * @param facts what is known of the cluster besides
 */
export function findings(
  objects: readonly PlacedObject[],
  facts: ClusterFacts = {},
  options: FindingsOptions = {},
): readonly Problem[] {
  const { advice = false } = options;
  const problems = problemsOf(objects, facts, options).filter(
    ({ severity }) => advice || severity !== 'info',
  );
  const { secrets } = facts;
  return secrets ? problems.map((problem) => secrets.maskedProblem(problem)) : problems;
}

function problemsOf(
  objects: readonly PlacedObject[],
  facts: ClusterFacts,
  { told = [], areComplete = true, advice = false }: FindingsOptions,
): readonly Problem[] {
  const inventory = inventoryOf(objects, facts);
  const ofConstructs = new ToldOfConstructs(told);
  const wider = [...kubernetesKind(inventory), ...crdRule(inventory)];
  // Advice that nobody hears has a use where it may tell better what is found of what encloses it.
  const isAdviceOfUse = advice || wider.length > 0;
  const narrower = (areComplete ? [...singleChecks, ...objectChecks] : singleChecks)
    .filter((check) => isAdviceOfUse || !adviceChecks.has(check))
    .flatMap((check) => check(inventory))
    .filter((finding) => !ofConstructs.hasTold(finding));
  const byNarrower = new Told(narrower, ofConstructs);
  const found = [...narrower, ...wider.filter((finding) => !isExplained(finding, byNarrower))];
  let errors = found.filter(isError);
  const problems = found.map(problemOf);
  if (!areComplete) return problems;
  try {
    const model = placedTrafficModelOf(inventory);
    let followOn = new FollowOn(inventory, new Told(errors, ofConstructs));
    for (const check of trafficChecks) {
      const further = check(inventory, model, followOn);
      for (const finding of further) problems.push(problemOf(finding));
      const furtherErrors = further.filter(isError);
      if (furtherErrors.length === 0) continue;
      errors = errors.concat(furtherErrors);
      followOn = new FollowOn(inventory, new Told(errors, ofConstructs));
    }
    for (const check of staticChecks) {
      for (const finding of check(model)) problems.push(problemAt({}, finding));
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
  }
  return problems;
}

function isError({ rule, severity = ruleOf(rule).severity ?? 'error' }: ObjectFinding): boolean {
  return severity === 'error';
}

/** Whether what an object may not have is told better: by the construct that made it, or by a rule about what encloses it. */
function isExplained({ placed, field }: ObjectFinding, told: Told): boolean {
  return (
    told.ofConstructs.of(placed).length > 0 || told.of(placed).some(({ fields }) => fields.encloses(field))
  );
}
