import type { IConstruct } from 'constructs';
import { type ClusterFacts, knownAs } from '../../check/cluster';
import { heldBy } from './policies';
import { ConstructMemory, keptUpIn, secretsOf } from '../../constructs/construct';

const declared = new ConstructMemory<ClusterFacts>();

/** Tells the rules what the cluster of a deployment scope has. */
export function declareCluster(scope: IConstruct, facts: ClusterFacts): void {
  declared.set(scope, facts);
}

/** What was declared for a deployment scope; nothing where nothing was. */
export function clusterFacts(scope: IConstruct): ClusterFacts {
  const secrets = secretsOf(scope);
  const facts = declared.get(scope);
  const keptUp = keptUpIn(scope).map((object) => ({ ...knownAs(object), object }));
  const policies = [...(facts?.policies ?? []), ...heldBy(scope)];
  return {
    ...facts,
    ...(policies.length > 0 && { policies }),
    ...(keptUp.length > 0 && { existing: [...(facts?.existing ?? []), ...keptUp] }),
    ...(secrets && { secrets }),
  };
}
