import { nearest } from '../../../../core/base';
import type { ClusterObject } from '../../provider/cluster';
import { annotationPrefix, routerAnnotations, serviceAnnotations } from '../../provider/ingress/annotations';

/** An annotation that says nothing to Traefik where it stands. */
export interface IdleAnnotation {
  readonly key: string;
  readonly message: string;
  readonly fix: string;
}

/** Other programs' annotations, and those of Traefik v1, by how they begin. */
const foreign: readonly (readonly [prefix: string, of: string, fix: string])[] = [
  [
    'nginx.ingress.kubernetes.io/',
    'ingress-nginx',
    'write a Middleware and name it in traefik.ingress.kubernetes.io/router.middlewares, or let providers.kubernetesIngressNGINX read it',
  ],
  [
    'traefik.frontend.',
    'Traefik v1',
    'write a Middleware and name it in traefik.ingress.kubernetes.io/router.middlewares',
  ],
  ['traefik.backend.', 'Traefik v1', 'write it on the Service: traefik.ingress.kubernetes.io/service.*'],
];

/** Annotations of an Ingress, a Service or an object of Traefik's own kinds that nobody reads there. */
export function idleAnnotations({
  kind,
  annotations,
}: Pick<ClusterObject, 'kind' | 'annotations'>): readonly IdleAnnotation[] {
  if (kind.startsWith('IngressRoute')) return [...annotations.keys()].flatMap((key) => ofRoute(kind, key));
  if (kind !== 'Ingress' && kind !== 'Service') return [];
  return [...annotations.keys()].flatMap((key) => idle(kind, key) ?? []);
}

/** An IngressRoute says in its spec what an Ingress says in annotations. */
function ofRoute(kind: string, key: string): readonly IdleAnnotation[] {
  if (!key.startsWith(annotationPrefix)) return [];
  return [
    {
      key,
      message: `annotations of this kind are for Ingresses: of ${kind} Traefik reads the spec`,
      fix: 'write it into the spec',
    },
  ];
}

function idle(kind: 'Ingress' | 'Service', key: string): IdleAnnotation | undefined {
  const other = foreign.find(([prefix]) => key.startsWith(prefix));
  if (other)
    return { key, message: `the annotation is of ${other[1]}: Traefik does not read it`, fix: other[2] };
  if (!key.startsWith(annotationPrefix)) return undefined;
  const name = key.slice(annotationPrefix.length).toLowerCase();
  const [root = ''] = name.split('.');
  const own = kind === 'Ingress' ? 'router' : 'service';
  if (root === own) return undefined;
  if (root === 'router' || root === 'service') {
    const there = root === 'router' ? 'Ingress' : 'Service';
    return {
      key,
      message: `${kind} annotations of this kind count for nothing: Traefik reads them of the ${there}`,
      fix: `write it on the ${there}`,
    };
  }
  const near = nearest(name, [...routerAnnotations, ...serviceAnnotations]);
  const fix = near === undefined ? `Traefik reads ${own}.* here` : `did you mean ${annotationPrefix}${near}?`;
  return { key, message: 'Traefik knows no such annotation and passes it over', fix };
}
