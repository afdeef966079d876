import { type Problem, ProblemError, catalogue } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { type ClusterFacts, Inventory, trafficModelOf } from '../cluster';
import { overlap } from './follow-on';
import { kubernetesKind } from './kubernetes-kind';
import type { ObjectFinding } from './object-finding';
import { problemOf } from './placing';
import { objectChecks, singleChecks, trafficChecks } from './registry';

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
  { told = [], areComplete = true }: FindingsOptions = {},
): readonly Problem[] {
  const inventory = new Inventory(objects, facts);
  const ofConstructs = toldOf(objects, told);
  const found = (areComplete ? [...singleChecks, ...objectChecks] : singleChecks)
    .flatMap((check) => check(inventory))
    .filter((finding) => !ofConstructs.some((other) => isSame(finding, other)));
  found.push(...kubernetesKind(inventory).filter((finding) => !isExplained(finding, found, ofConstructs)));
  const errors = [...found.filter(isError), ...ofConstructs];
  const problems = found.map(problemOf);
  if (!areComplete) return problems;
  try {
    const model = trafficModelOf(inventory);
    for (const check of trafficChecks) {
      const further = check(inventory, model, errors);
      errors.push(...further.filter(isError));
      problems.push(...further.map(problemOf));
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(...error.problems);
  }
  return problems;
}

function isError({ rule, severity = catalogue[rule].severity ?? 'error' }: ObjectFinding): boolean {
  return severity === 'error';
}

/** Whether a construct has told what its object shows: the same rule, or why a reference of its props leads nowhere. */
function isSame(finding: ObjectFinding, told: ObjectFinding): boolean {
  if (finding.placed !== told.placed) return false;
  if (finding.rule === told.rule && finding.field.at(-1) === told.field.at(-1)) return true;
  return finding.mention !== undefined && told.field.length > 1 && overlap(finding.field, told.field);
}

/** Whether what an object may not have is told better: by the construct that made it, or by a rule about what encloses it. */
function isExplained(
  { placed, field }: ObjectFinding,
  found: readonly ObjectFinding[],
  ofConstructs: readonly ObjectFinding[],
): boolean {
  return (
    ofConstructs.some((other) => other.placed === placed) ||
    found.some(
      (other) => other.placed === placed && other.field.length <= field.length && overlap(other.field, field),
    )
  );
}

/** What is told of constructs, as said of their objects: their props are the fields of the spec. */
function toldOf(objects: readonly PlacedObject[], told: readonly Problem[]): ObjectFinding[] {
  const errors = told.filter(({ severity }) => severity === 'error');
  return objects.flatMap((placed) =>
    errors
      .filter(({ construct }) => construct !== undefined && isOwner(construct, placed))
      .map((problem) => ({ ...problem, placed, field: ['spec', ...(problem.field ?? [])] })),
  );
}

/** Whether a construct is that of the object, or the one of ours that it is a part of. */
function isOwner(construct: string, { construct: own }: PlacedObject): boolean {
  return own === construct || own?.slice(0, own.lastIndexOf('/')) === construct;
}
