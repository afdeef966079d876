import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { deploymentScopeOf } from '../../constructs/construct';
import { type Problem, ProblemError, hasErrors } from '../../core/finding';
import { TrafficModel } from '../../traefik/model';
import { trafficModelOf } from '../../check/cluster';
import { type Assembly, assemble } from './assemble';

/**
 * What the Traefik of each deployment scope (environment) does with the objects that the app makes for it, by the
 * scope's id: the traffic of a program, asked without a cluster.
 *
 * @throws ProblemError where the app has errors
 */
export function trafficModels(app: App): ReadonlyMap<string, TrafficModel> {
  return new Map(
    Array.from(answersOf(app), ([scope, { inventory }]) => [scope.node.id, trafficModelOf(inventory)]),
  );
}

/**
 * What the Traefik of the deployment scope that a construct belongs to does with all objects of that scope: a stack, a
 * chart in it, or an app that has one scope.
 *
 * @throws ProblemError where the app has errors, or an app has several scopes
 */
export function trafficModelAt(construct: IConstruct): TrafficModel {
  const { root } = construct.node;
  if (!(root instanceof App)) throw new Error(`${construct.node.path} stands in no cdk8s App`);
  const answers = answersOf(root);
  if (construct === root && answers.size > 1) throw new ProblemError([severalScopes([...answers.keys()])]);
  const scope = deploymentScopeOf(construct);
  const known = answers.get(scope) ?? (construct === root ? [...answers.values()][0] : undefined);
  return known ? trafficModelOf(known.inventory) : TrafficModel.from([]);
}

function answersOf(app: App): Assembly['answers'] {
  const { answers, problems } = assemble(app);
  if (hasErrors(problems)) throw new ProblemError(problems);
  return answers;
}

function severalScopes(scopes: readonly IConstruct[]): Problem {
  const names = scopes.map(({ node }) => (node.path === '' ? 'what stands in no environment' : node.path));
  return {
    rule: 'several-environments',
    severity: 'error',
    message: `The app has several environments: ${names.join(', ')}.`,
    consequence: 'Each is behind a Traefik of its own.',
    fix: 'Name one of them: its EnvironmentStack, a chart in it, or trafficModels(app).get(name).',
  };
}
