import { nearest } from '../../../../core/base';
import {
  type AnnotationFault,
  type MisreadAnnotation,
  annotationPrefix,
  misreadAnnotations,
  readRouterAnnotations,
  readServiceAnnotations,
  routerAnnotations,
  serviceAnnotations,
} from '../../provider/ingress/annotations';
import { nginxAnnotations, nginxPrefix } from '../../provider/ingressnginx';
import { type ObjectReference, type Scene, isReadAsNginx, objectOf } from './scene';

/** An annotation that says nothing to Traefik where it stands. */
export interface IdleAnnotation {
  readonly key: string;
  readonly message: string;
  readonly fix: string;
}

/** Other programs' annotations, and those of Traefik v1, by how they begin. */
const foreign: readonly (readonly [prefix: string, of: string, fix: string])[] = [
  [
    nginxPrefix,
    'ingress-nginx',
    'write a Middleware and name it in traefik.ingress.kubernetes.io/router.middlewares, or let providers.kubernetesIngressNGINX read it',
  ],
  [
    'traefik.frontend.',
    'Traefik v1',
    'write a Middleware and name it in traefik.ingress.kubernetes.io/router.middlewares',
  ],
  ...['traefik.http.', 'traefik.tcp.', 'traefik.udp.', 'traefik.enable', 'traefik.docker.'].map(
    (prefix) =>
      [
        prefix,
        'containers, as the Docker provider has labels',
        'write traefik.ingress.kubernetes.io/router.* here, or an IngressRoute',
      ] as const,
  ),
  [
    'ingress.kubernetes.io/',
    'Traefik v1',
    'write a Middleware and name it in traefik.ingress.kubernetes.io/router.middlewares',
  ],
  ['traefik.backend.', 'Traefik v1', 'write it on the Service: traefik.ingress.kubernetes.io/service.*'],
];

/**
 * Annotations of an Ingress, a Service or an object of Traefik's own kinds that nobody reads there.
 *
 * @param isReadAsNginx whether an Ingress is read by the provider for ingress-nginx
 */
export function idleAnnotations(
  kind: string,
  keys: readonly string[],
  isReadAsNginx: () => boolean,
): readonly IdleAnnotation[] {
  if (kind.startsWith('IngressRoute')) return keys.flatMap((key) => ofRoute(kind, key));
  if (kind !== 'Ingress' && kind !== 'Service') return [];
  if (kind === 'Ingress' && isReadAsNginx()) return keys.flatMap((key) => ofNginx(key) ?? []);
  return keys.flatMap((key) => idle(kind, key) ?? []);
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

/** What ingress-nginx does with an annotation that Traefik does not read, where leaving it out opens something. */
const failsOpen: Readonly<Record<string, string>> = {
  'denylist-source-range': 'the addresses that it refuses get through',
  satisfy: 'all of the guards are asked for, not any of them',
  'auth-tls-match-cn': 'every certificate of the authority gets through, whatever its name',
  'limit-whitelist': 'the limits hold for the addresses that it excepts, too',
};

/** What the provider kubernetesIngressNGINX does not read. */
function ofNginx(key: string): IdleAnnotation | undefined {
  if (key.startsWith(annotationPrefix)) {
    return {
      key,
      message: 'providers.kubernetesIngressNGINX, which reads this Ingress, knows no annotations of Traefik',
      fix: 'write what ingress-nginx has for it, or an IngressRoute',
    };
  }
  if (!key.startsWith(nginxPrefix)) return undefined;
  const name = key.slice(nginxPrefix.length);
  if (Object.hasOwn(nginxAnnotations, name)) return undefined;
  const open = failsOpen[name];
  const consequence = open === undefined ? '' : `: ${open}`;
  const near = nearest(name, Object.keys(nginxAnnotations));
  const isOther = open !== undefined || near === undefined;
  return {
    key,
    message: `Traefik reads no such annotation of ingress-nginx${consequence}`,
    fix: isOther
      ? 'write an IngressRoute with a Middleware that does it'
      : `did you mean ${nginxPrefix}${near}?`,
  };
}

/** What is wrong with the values of annotations that the provider kubernetesIngress reads. */
export interface WrongAnnotations {
  /** For these it refuses all of them. */
  readonly refused: readonly AnnotationFault[];
  readonly misread: readonly MisreadAnnotation[];
}

/** What is wrong with the annotations of an Ingress or a Service for that provider; undefined where it does not read them. */
export function wrongAnnotations(scene: Scene, reference: ObjectReference): WrongAnnotations | undefined {
  const { kind } = reference;
  const isOn = scene.built.runtime.statics.file.providers?.kubernetesIngress !== undefined;
  const object = isOn && !isReadAsNginx(scene, reference) ? objectOf(scene, reference) : undefined;
  if (!object || (kind !== 'Ingress' && kind !== 'Service')) return undefined;
  const { annotations } = object;
  const read = kind === 'Ingress' ? readRouterAnnotations(annotations) : readServiceAnnotations(annotations);
  return { refused: read.faults, misread: misreadAnnotations(kind, annotations) };
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
