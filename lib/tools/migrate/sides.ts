import { isPlainMap, own } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import { nginxPrefix } from '../../traefik/model';
import { isGatewayRoute } from './from-gateway';
import { namespaceOf } from './read';

/** The Traefik that reads objects as they are, and the one that reads what they become. */
export interface Sides {
  readonly from: object;
  readonly to: object;
  /** Options of the second that the first had no use for. */
  readonly settings: readonly { readonly set: string; readonly why: string }[];
}

type PlainMap = Readonly<Record<string, unknown>>;

const usual = { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } };

/**
 * Both Traefiks. Without a static configuration the first is one with the entry points web and websecure, and the providers that
 * the objects ask for.
 */
export function sidesOf(
  objects: readonly ApiObjectData[],
  given: unknown,
  entryPoints: object = usual,
): Sides {
  const from = isPlainMap(given) ? given : { entryPoints, providers: providersFor(objects) };
  const providers: PlainMap = isPlainMap(from['providers']) ? from['providers'] : {};
  const others = Object.entries(providers).filter(
    ([name]) =>
      !['kubernetesingress', 'kubernetesingressnginx', 'kubernetesgateway', 'kubernetescrd'].includes(
        name.toLowerCase(),
      ),
  );
  const crd = Object.entries(providers).find(([name]) => name.toLowerCase() === 'kubernetescrd')?.[1];
  const settings = objects.some(isExternalName)
    ? [
        {
          set: 'providers.kubernetesCRD.allowExternalNameServices: true',
          why: 'A Service of type ExternalName stands behind a route.',
        },
      ]
    : [];
  const kubernetesCRD = {
    allowEmptyServices: true,
    ...(isPlainMap(crd) && crd),
    ...(settings.length > 0 && { allowExternalNameServices: true }),
  };
  return { from, to: { ...from, providers: { ...Object.fromEntries(others), kubernetesCRD } }, settings };
}

/** The Traefik that reads what is made, which may have to read references to other namespaces. */
export function withReferencesAcross(
  to: object,
  made: readonly ApiObjectData[],
): Pick<Sides, 'to' | 'settings'> {
  const providers = own(to, 'providers');
  const crd = own(providers, 'kubernetesCRD');
  const isAcross = made.some(({ metadata, ...object }) =>
    refersAcross(object['spec'], namespaceOf({ metadata })),
  );
  if (!isAcross || own(crd, 'allowCrossNamespace') === true) return { to, settings: [] };
  const kubernetesCRD = { ...(isPlainMap(crd) && crd), allowCrossNamespace: true };
  return {
    to: { ...to, providers: { ...(isPlainMap(providers) && providers), kubernetesCRD } },
    settings: [
      {
        set: 'providers.kubernetesCRD.allowCrossNamespace: true',
        why: 'A route names an object of another namespace.',
      },
    ],
  };
}

function refersAcross(value: unknown, namespace: string): boolean {
  if (Array.isArray(value)) return value.some((item) => refersAcross(item, namespace));
  if (!isPlainMap(value)) return false;
  const { namespace: named, serversTransport } = value;
  if (typeof named === 'string' && named !== namespace) return true;
  if (typeof serversTransport === 'string' && serversTransport.includes('@')) return true;
  return Object.values(value).some((item) => refersAcross(item, namespace));
}

function isExternalName({ kind, ...object }: ApiObjectData): boolean {
  return kind === 'Service' && own(object['spec'], 'type') === 'ExternalName';
}

function providersFor(objects: readonly ApiObjectData[]): PlainMap {
  const ingresses = objects.filter(({ kind }) => kind === 'Ingress');
  const nginx = ingresses.filter(isForNginx);
  const routes = objects.filter(isGatewayRoute);
  const isClassless = nginx.some((ingress) => classOf(ingress) === undefined);
  return {
    kubernetesCRD: { allowEmptyServices: true },
    ...(nginx.length < ingresses.length && { kubernetesIngress: { allowEmptyServices: true } }),
    ...(nginx.length > 0 && {
      kubernetesIngressNGINX: {
        httpEntryPoint: 'web',
        httpsEntryPoint: 'websecure',
        ...(isClassless && nginx.length === ingresses.length && { watchIngressWithoutClass: true }),
      },
    }),
    ...(routes.length > 0 && {
      kubernetesGateway: routes.some(({ kind }) => kind === 'TCPRoute') ? { experimentalChannel: true } : {},
    }),
  };
}

/** Whether an Ingress is written for ingress-nginx. */
export function isForNginx(ingress: ApiObjectData): boolean {
  const className = classOf(ingress);
  if (className !== undefined) return className.includes('nginx');
  return Object.keys(ingress.metadata.annotations ?? {}).some((key) => key.startsWith(nginxPrefix));
}

function classOf({ metadata, ...object }: ApiObjectData): string | undefined {
  const written =
    own(object['spec'], 'ingressClassName') ?? metadata.annotations?.['kubernetes.io/ingress.class'];
  return typeof written === 'string' ? written : undefined;
}

/** The IngressClasses that Ingresses name and that are not among the objects: charts of the controllers bring them along. */
export function missingClasses(objects: readonly ApiObjectData[]): readonly ApiObjectData[] {
  const there = new Set(
    objects.filter(({ kind }) => kind === 'IngressClass').map(({ metadata }) => metadata.name),
  );
  const named = new Set(
    objects.flatMap(({ kind, ...object }) => {
      const name = kind === 'Ingress' ? own(object['spec'], 'ingressClassName') : undefined;
      return typeof name === 'string' && !there.has(name) ? [name] : [];
    }),
  );
  return [...named].flatMap((name): readonly ApiObjectData[] => {
    const isNginx = name.includes('nginx');
    if (!isNginx && name !== 'traefik') return [];
    const controller = isNginx ? 'k8s.io/ingress-nginx' : 'traefik.io/ingress-controller';
    return [
      { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name }, spec: { controller } },
    ];
  });
}
