import { admissionVersion, type PolicyObject } from '../manifest';
import { accessPolicies } from './access';
import { podPolicies } from './pods';
import type { CataloguePolicy } from './policy';
import { traefikPolicies } from './traefik';
import { workloadPolicies } from './workloads';

/** All policies that are for one object at a time: the API server can ask them as well. */
export const catalogue: readonly CataloguePolicy[] = [
  ...podPolicies,
  ...workloadPolicies,
  ...accessPolicies,
  ...traefikPolicies,
];

/** Ends the name of each object that is made of the catalogue. */
const suffix = 'policy.cdk8s-traefik';

/** A policy of the catalogue as the object that a cluster takes. */
export function policyObject({ rule, spec }: CataloguePolicy): PolicyObject {
  return {
    apiVersion: admissionVersion,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: `${rule}.${suffix}` },
    spec,
  };
}
