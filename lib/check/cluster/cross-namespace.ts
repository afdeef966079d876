import type { Cluster, ObjectFinding } from './cluster';

/** References of Traefik's objects into another namespace, which the provider follows only where it may. */
export function crossNamespaceReferences(cluster: Cluster): ObjectFinding[] {
  if (cluster.facts.traefik === undefined || cluster.facts.traefik.allowCrossNamespace === true) return [];
  return cluster.references
    .filter(({ reference }) => reference.crossNamespace)
    .map(({ placed, reference: { kind, namespace, name, field } }) => ({
      placed,
      rule: 'cross-namespace',
      severity: 'error',
      message: `${kind} "${name}" is in another namespace, ${namespace}`,
      field,
      consequence:
        'Traefik refuses it (providers.kubernetesCRD.allowCrossNamespace is off) and drops the route',
      fix: 'put both into one namespace, or set traefik.providers.kubernetesCRD.allowCrossNamespace where Traefik runs so',
    }));
}
