import type { App } from 'cdk8s';
import { ProblemError, hasErrors } from '../../core/finding';
import type { TrafficModel } from '../../traefik/model';
import { assemble } from './assemble';
import { trafficModelOf } from '../../check/cluster';

/**
 * What the Traefik of each deployment scope (environment) does with the objects that the app makes for it, by the
 * scope's id: the traffic of a program, asked without a cluster.
 *
 * @throws ProblemError where the app has errors
 */
export function trafficModels(app: App): ReadonlyMap<string, TrafficModel> {
  const { inventories, problems } = assemble(app);
  if (hasErrors(problems)) throw new ProblemError(problems);
  return new Map(Array.from(inventories, ([scope, inventory]) => [scope.node.id, trafficModelOf(inventory)]));
}
