import { nearest } from '../../core/base';
import type { Cluster, ObjectFinding } from './cluster';
import { placesAt, stringAt } from './walk';

const protocols: Readonly<Record<string, 'tcp' | 'udp'>> = {
  IngressRoute: 'tcp',
  IngressRouteTCP: 'tcp',
  IngressRouteUDP: 'udp',
};

/** Entry points that the environment's Traefik does not have, or has for the other protocol. */
export function unknownEntryPoints(cluster: Cluster): ObjectFinding[] {
  const known = cluster.facts.traefik?.entryPoints;
  if (known === undefined) return [];
  return cluster.objects.flatMap((placed) => {
    const wanted = protocols[placed.object.kind];
    if (wanted === undefined || !placed.object.apiVersion.startsWith('traefik.io/')) return [];
    return placesAt(placed.object, ['spec', 'entryPoints', '*']).flatMap(
      ({ path, value }): ObjectFinding[] => {
        const name = String(value);
        const found = known.get(name);
        if (found === wanted) return [];
        const usable = [...known]
          .filter(([, protocol]) => protocol === wanted)
          .map(([entryPoint]) => entryPoint);
        const near = nearest(name, usable);
        return [
          {
            placed,
            rule: 'unknown-entry-point',
            severity: 'error',
            message: found
              ? `the entry point "${name}" listens for ${found.toUpperCase()}, not for ${wanted.toUpperCase()}`
              : `there is no entry point "${name}"`,
            field: path,
            consequence: 'Traefik ignores it, and disables a router that is left without a valid entry point',
            fix: near === undefined ? `use one of ${usable.join(', ')}` : `did you mean "${near}"?`,
          },
        ];
      },
    );
  });
}

/** Certificate resolvers that the environment's Traefik does not have. */
export function unknownCertificateResolvers(cluster: Cluster): ObjectFinding[] {
  const known = cluster.facts.traefik?.certificateResolvers;
  if (known === undefined) return [];
  return cluster.objects.flatMap((placed): ObjectFinding[] => {
    const resolver = stringAt(placed.object, 'spec', 'tls', 'certResolver');
    if (resolver === undefined || known.has(resolver)) return [];
    const near = nearest(resolver, known);
    return [
      {
        placed,
        rule: 'unknown-certificate-resolver',
        severity: 'error',
        message: `there is no certificate resolver "${resolver}"`,
        field: ['spec', 'tls', 'certResolver'],
        consequence: 'Traefik logs it and serves its self-signed default certificate',
        fix:
          near === undefined ? 'declare it under traefik.certificatesResolvers' : `did you mean "${near}"?`,
      },
    ];
  });
}
