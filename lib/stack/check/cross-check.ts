import { placed as placeFinding } from '../../construct';
import type { Problem } from '../../manifest';
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

/** Asks the traffic model what Traefik would make of them; worth it once nothing else is wrong. */
export function trafficCheck(cluster: Cluster): Problem[] {
  return place(trafficFindings(cluster));
}

function place(findings: readonly ObjectFinding[]): Problem[] {
  return findings.map(({ placed, ...finding }) =>
    placeFinding(placed.construct, { ...finding, field: propsField(finding.field ?? []) }),
  );
}
