import type { IConstruct } from 'constructs';
import { placed as placeFinding } from '../../constructs/construct';
import { type Problem, ProblemError } from '../../core/finding';
import { type Cluster, type ObjectFinding, propsField } from './cluster';
import { crossNamespaceReferences } from './cross-namespace';
import { unknownCertificateResolvers, unknownEntryPoints } from './entry-points';
import { trafficFindings } from './traffic';
import { unknownReferences } from './unknown-reference';

const checks: readonly ((cluster: Cluster) => ObjectFinding[])[] = [
  unknownReferences,
  crossNamespaceReferences,
  unknownEntryPoints,
  unknownCertificateResolvers,
];

/** Checks the objects of one cluster against each other and against what is known of the cluster. */
export function crossCheck(cluster: Cluster): Problem[] {
  return place(checks.flatMap((check) => check(cluster)));
}

/**
 * Asks the traffic model what Traefik would make of them; worth it once nothing else is wrong.
 *
 * @param scope where the Traefik of the cluster was described
 */
export function trafficCheck(scope: IConstruct, cluster: Cluster): Problem[] {
  try {
    return place(trafficFindings(cluster));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map((problem) =>
      placeFinding(scope, { ...problem, field: ['traefik', ...(problem.field ?? [])] }),
    );
  }
}

function place(findings: readonly ObjectFinding[]): Problem[] {
  return findings.map(({ placed, ...finding }) =>
    placeFinding(placed.construct, { ...finding, field: propsField(finding.field ?? []) }),
  );
}
