import { type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { collectProblems, deploymentScopeOf, placed as placeFinding } from '../../constructs/construct';
import { type Problem, hasErrors } from '../../core/finding';
import { groupBy } from '../../core/base';
import { Answers } from '../cache';
import { withoutAnnotated } from '../../check/lint';
import { findings } from '../../check/rules';
import { secretsInContext } from './context';
import { clusterFacts } from './declared-cluster';
import { dependenciesOf } from './dependencies';
import type { Content } from './file-order';
import { orderCharts, orderObjects } from './order';
import { placedObject } from './placed-object';
import { releaseProblems, releasesOf } from './releases';
import { type RenderedObject, renderObject } from './render';
import { condense } from './report';
import { constructTree } from './tree';

export interface Assembly {
  readonly content: Content;
  /** The objects of each deployment scope, and what was worked out of them. */
  readonly answers: ReadonlyMap<IConstruct, Answers>;
  /** The releases of each deployment scope. */
  readonly releases: ReturnType<typeof releasesOf>;
  readonly problems: readonly Problem[];
  /** Whether every object of the tree could be rendered. */
  readonly isComplete: boolean;
}

/**
 * Everything between a construct tree and files, done once for the whole tree: validation, order, plain
 * objects, and the checks of the objects against each other. Nothing is thrown for a user's mistake.
 */
export function assemble(app: App): Assembly {
  const problems: Problem[] = collectProblems(app, { withObjects: false });
  const tree = constructTree(app);
  const dependencies = dependenciesOf(tree);
  const objectOrder = orderObjects(tree, [...tree.objects.keys()], dependencies.edges);
  const chartOrder = orderCharts(tree, tree.chartNumbers, dependencies.edges);
  problems.push(...dependencies.problems, ...objectOrder.problems);
  // A circle of objects is one of their charts too, and need not be told twice.
  if (objectOrder.problems.length === 0) problems.push(...chartOrder.problems);

  const objects = new Map<number, RenderedObject>();
  const failures: Problem[] = [];
  for (const number of objectOrder.numbers) {
    const construct = tree.objects.get(number);
    if (!construct) continue;
    const rendering = renderObject(construct);
    if ('object' in rendering) objects.set(number, { construct, object: rendering.object });
    else failures.push(rendering.problem);
  }
  // What a check has found is most often why an object cannot be rendered; told alone it is clearer.
  if (!hasErrors(problems)) problems.push(...failures);
  const answers = answersOf(objects);
  const told = [...problems];
  const areComplete = failures.length === 0;
  const releases = releasesOf(tree);
  for (const [scope, known] of answers) {
    const { objects: made, facts } = known;
    problems.push(...secretsInContext(facts).map((finding) => placeFinding(scope, finding)));
    const found = known.to('findings', { told, areComplete }, () =>
      withoutAnnotated(findings(made, facts, { told, areComplete }), made),
    );
    problems.push(...found.map((problem) => ofScope(scope, problem)));
  }
  for (const [scope, declared] of releases) {
    const known = answers.get(scope);
    if (known) problems.push(...releaseProblems(declared, known));
  }
  return {
    content: { tree, dependencies: dependencies.edges, charts: chartOrder.numbers, objects },
    answers,
    releases,
    problems: condense(problems),
    isComplete: areComplete,
  };
}

/** The charts of an app, each after those it depends on, as far as there is such an order. */
export function orderedCharts(app: App): Chart[] {
  const tree = constructTree(app);
  const { numbers } = orderCharts(tree, tree.chartNumbers, dependenciesOf(tree).edges);
  return numbers.map((number) => tree.constructs[number]).filter((construct) => Chart.isChart(construct));
}

/** A problem of no object is one of what was declared of the cluster. */
function ofScope(scope: IConstruct, problem: Problem): Problem {
  if (problem.object) return problem;
  return placeFinding(scope, { ...problem, field: ['traefik', ...(problem.field ?? [])] });
}

function answersOf(objects: ReadonlyMap<number, RenderedObject>): Map<IConstruct, Answers> {
  const scopes = groupBy(objects.values(), ({ construct }) => deploymentScopeOf(construct));
  return new Map(
    Array.from(scopes, ([scope, group]) => [
      scope,
      new Answers(group.map(placedObject), clusterFacts(scope)),
    ]),
  );
}
