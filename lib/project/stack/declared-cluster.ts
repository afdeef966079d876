import type { IConstruct } from 'constructs';
import type { ClusterFacts } from '../../check/cluster';
import { ConstructMemory, secretsOf } from '../../constructs/construct';

const declared = new ConstructMemory<ClusterFacts>();

/** Tells the rules what the cluster of a deployment scope has. */
export function declareCluster(scope: IConstruct, facts: ClusterFacts): void {
  declared.set(scope, facts);
}

/** What was declared for a deployment scope; nothing where nothing was. */
export function clusterFacts(scope: IConstruct): ClusterFacts {
  const secrets = secretsOf(scope);
  return { ...declared.get(scope), ...(secrets && { secrets }) };
}
