import type { IConstruct } from 'constructs';
import {
  type FieldPath,
  type Finding,
  type Location,
  type Problem,
  formatProblem,
  problemAt,
} from '../../core/finding';
import { refuseOtherCopy } from './copies';
import { ConstructMemory } from './memory';
import { isDeploymentScope } from './scope';
import { secretsOf } from './secrets';

/** A check runs once per synth, after the whole tree stands, and returns what it found. */
export type Check = () => readonly Finding[];

/** Finds where the user wrote a field of a construct's props: the field itself, else what encloses it. */
export type Locate = (field: FieldPath) => Location | undefined;

const origins = new ConstructMemory<Locate>();

/** Where problems go while a DeliveryApp validates; outside of it there is no collector. */
interface Collector {
  readonly problems: Problem[];
  readonly withObjects: boolean;
}

let collector: Collector | undefined;

/**
 * Adds a check to a construct. Under a DeliveryApp its findings are collected, warnings included; under a
 * stock cdk8s `App` the errors among them become the construct's validation messages.
 *
 * @throws ProblemError where the app is of another copy of cdk8s
 */
export function addCheck(construct: IConstruct, check: Check): void {
  refuseOtherCopy(construct);
  construct.node.addValidation({
    validate: () => {
      const problems = check().map((finding) => placed(construct, finding));
      if (collector) {
        collector.problems.push(...problems);
        return [];
      }
      return problems
        .filter((problem) => problem.severity === 'error')
        .map((problem) => formatProblem(problem));
    },
  });
}

/**
 * Adds a check that looks at nothing but the object of the construct. Where the rules over objects look at it as well,
 * it is left to them.
 */
export function addObjectCheck(construct: IConstruct, check: Check): void {
  addCheck(construct, () => (collector?.withObjects === false ? [] : check()));
}

/**
 * Tells where the props of a construct were written; that holds for all below it that have no origin of their own,
 * but not for what stands in a deployment scope by itself.
 */
export function setOrigin(construct: IConstruct, locate: Locate): void {
  origins.set(construct, locate);
}

/** Where a field of a construct was written, if it came from a file. */
export function locate(construct: IConstruct, field: FieldPath = []): Location | undefined {
  const own = origins.get(construct);
  if (own) return own(field);
  const { scope } = construct.node;
  return scope && !isDeploymentScope(scope) ? locate(scope) : undefined;
}

/**
 * Runs every construct's validation below `root`, once, and returns all problems, foreign validations included.
 *
 * @param options whether checks that look at objects alone are among them
 */
export function collectProblems(root: IConstruct, { withObjects = true } = {}): Problem[] {
  const problems: Problem[] = [];
  const outer = collector;
  collector = { problems, withObjects };
  try {
    for (const construct of root.node.findAll()) {
      for (const message of construct.node.validate()) {
        problems.push(placed(construct, { rule: 'failed-validation', severity: 'error', message }));
      }
    }
  } finally {
    collector = outer;
  }
  return problems;
}

/** A finding with its construct's path and, where it came from a file, its place there; what is secret is masked. */
export function placed(construct: IConstruct, finding: Finding): Problem {
  const location = locate(construct, finding.field);
  const problem = problemAt({ construct: construct.node.path, ...(location && { location }) }, finding);
  return secretsOf(construct)?.maskedProblem(problem) ?? problem;
}
