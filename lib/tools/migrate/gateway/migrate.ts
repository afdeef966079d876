import { asList, groupBy, isPlainMap, own } from '../../../core/base';
import { stringifyYaml } from '../../../core/yaml';
import { type ApiObjectData, type ReadObject, canonicalObject, objectsOf } from '../../../core/manifest';
import { diffTraffic } from '../../../check/changes';
import { type TrafficModel, builtOf, chartDefaults, controllerName, dropsOf } from '../../../traefik/model';
import { parseRule } from '../../../traefik/rule';
import { gatewayApi, standInSecret } from '../from-gateway';
import type { Migration, MigrationSource } from '../migrate';
import { fileOf, findRead, namespaceOf, withoutPlace } from '../read';
import { sidesOf } from '../sides';
import { Children } from './children';
import { draftsOf } from './drafts';
import { routeEntries } from './entries';
import { ingressStep } from './ingresses';
import { writeGrants } from './grants';
import { type NamespaceGateway, missingSecrets, writeGateway } from './listeners';
import { writeHttpRoutes } from './routes';
import { type GatewayScene, freeName } from './scene';

/**
 * Makes HTTPRoutes and Gateways of IngressRoutes, and of what Ingresses become, tells what becomes of each route, and proves what
 * of traffic changes.
 */
export function migrateToGateway(source: MigrationSource): Migration {
  const { objects, traefik, version, sideOf } = source;
  const isGiven = isPlainMap(traefik);
  const step = objects.some(({ object }) => object.kind === 'Ingress')
    ? ingressStep(isGiven ? source : { ...source, traefik: chartFor(objects) })
    : undefined;
  const current = step?.objects ?? objects;
  const given = isGiven ? traefik : { entryPoints, providers: { kubernetesCRD: {} } };
  const between = step?.traefik ?? given;
  const to = withGateway(between);
  const sources = current.filter(({ object }) => /^IngressRoute(?:TCP|UDP)?$/.test(object.kind));
  const routes = sources.filter(({ object }) => object.kind === 'IngressRoute');
  const plain = current.map(({ object }) => object);
  const absent = missingSecrets({ objects: plain }, routes);
  const standIns = absent.map(({ source: route, namespace, name }) =>
    withoutPlace(standInSecret(namespace, name, hostsOf(route.object))),
  );
  const routed = sideOf([...current, ...standIns], between);
  const { runtime } = builtOf(routed.model);
  const scene: GatewayScene = {
    objects: plain,
    routers: [...runtime.routers.values()].map(({ config, errors, status }) => ({
      config,
      errors,
      isRunning: status !== 'disabled',
    })),
    version: version.text,
    children: new Children(plain),
    notes: [
      ...absent.map(({ source: route }) => ({
        source: route,
        at: ['spec', 'tls', 'secretName'],
        fate: 'changed' as const,
        code: 'MG310' as const,
      })),
      ...sources
        .filter((route) => !routes.includes(route))
        .map((route) => ({ source: route, at: [], fate: 'changed' as const, code: 'MG309' as const })),
    ],
    fileOf: (route) => step?.fileOf(route) ?? fileOf(namespaceOf(route), route.metadata.name),
    made: [],
  };
  const drafts = routes.flatMap((route) => draftsOf(scene, route));
  const className = classFor(scene, drafts.length > 0);
  const gateways = new Map<string, NamespaceGateway>();
  for (const [namespace, its] of groupBy(drafts, (draft) => draft.namespace)) {
    const portOf = (name: string): number | undefined => runtime.statics.entryPoints.get(name)?.port;
    gateways.set(namespace, writeGateway(scene, namespace, its, { portOf, className }));
  }
  const none: NamespaceGateway = { name: '', sectionOf: () => undefined };
  writeHttpRoutes(scene, drafts, (namespace) => gateways.get(namespace) ?? none);
  writeGrants(scene);
  scene.made.push(...(step?.neededBy(scene.made.map(({ object }) => object)) ?? []));
  const files = filesOf(scene);
  const made = [...files].flatMap(([file, text]) => objectsOf(text, file).objects);
  const others = current.filter((read) => !routes.includes(read) && !step?.isMade(read));
  const after = sideOf([...others, ...standIns, ...made], to);
  noteRefusals(scene, routes, made, after.model);
  const written = sources.filter((route) => !step?.isMade(route));
  const before = step ? sideOf([...objects, ...step.classes, ...standIns], step.from) : routed;
  return {
    entries: [...(step ? step.entriesOf(scene.notes) : []), ...routeEntries(written, scene)],
    files,
    objects: made.map(({ object }) => object),
    settings: [
      ...(isGiven ? [] : [ports]),
      ...(step?.settings ?? []),
      ...(own(own(given, 'providers'), 'kubernetesGateway') === undefined ? [setting] : []),
    ],
    traefik: to,
    before,
    others,
    traffic: diffTraffic(before, after),
  };
}

/** Listeners say the ports of entry points: those of the official chart, which its Service exposes as 80 and 443. */
const { web, websecure } = chartDefaults.entryPoints;
const entryPoints = { web, websecure };

const ports = {
  set: `entryPoints: { web: { address: "${web.address}" }, websecure: { address: "${websecure.address}" } }`,
  why: 'Listeners have the ports of entry points: no static configuration is given, so these are those of the official chart.',
};

function chartFor(objects: readonly ReadObject[]): object {
  return sidesOf(
    objects.map(({ object }) => object),
    undefined,
    entryPoints,
  ).from;
}

const setting = {
  set: 'providers.kubernetesGateway: {}',
  why: 'It reads Gateways and HTTPRoutes; kubernetesCRD stays, for Middlewares and TraefikServices.',
};

function withGateway(from: object): object {
  const given = own(from, 'providers');
  const providers = isPlainMap(given) ? given : {};
  const crd = Object.entries(providers).find(([name]) => name.toLowerCase() === 'kubernetescrd')?.[1];
  const [namespaces, nativeLBByDefault] = [own(crd, 'namespaces'), own(crd, 'nativeLBByDefault')];
  const isThere = Object.keys(providers).some((name) => name.toLowerCase() === 'kubernetesgateway');
  const kubernetesGateway = {
    ...(namespaces !== undefined && { namespaces }),
    ...(nativeLBByDefault !== undefined && { nativeLBByDefault }),
  };
  return { ...from, providers: { ...providers, ...(!isThere && { kubernetesGateway }) } };
}

/** The GatewayClass of Traefik: the one that is there, or one that is made. */
function classFor(scene: GatewayScene, isNeeded: boolean): string {
  const known = scene.objects.find(
    ({ kind, ...object }) =>
      kind === 'GatewayClass' && own(object['spec'], 'controllerName') === controllerName,
  );
  if (known) return known.metadata.name;
  const name = freeName(scene, 'GatewayClass', 'default', 'traefik');
  const object = {
    apiVersion: gatewayApi,
    kind: 'GatewayClass',
    metadata: { name },
    spec: { controllerName },
  };
  if (isNeeded) scene.made.push({ file: 'gatewayclass.yaml', object });
  return name;
}

function hostsOf(route: ApiObjectData): readonly string[] {
  const routes = own(route['spec'], 'routes');
  const hosts = asList(routes).flatMap((one: unknown) => {
    const match = own(one, 'match');
    try {
      return typeof match === 'string' ? parseRule(match).hosts : [];
    } catch {
      return [];
    }
  });
  return [...new Set(hosts)];
}

/** What Traefik would not take of what is made is told of the IngressRoutes whose routes it is. */
function noteRefusals(
  scene: GatewayScene,
  routes: readonly ReadObject[],
  made: readonly ReadObject[],
  model: TrafficModel,
): void {
  for (const { object, reason } of dropsOf(model)) {
    const file = findRead(made, object.kind, object.namespace, object.name)?.file;
    const isOfFile = (source: ReadObject): boolean =>
      object.kind === 'Gateway'
        ? namespaceOf(source.object) === object.namespace
        : file === scene.fileOf(source.object);
    if (file === undefined) continue;
    for (const source of routes.filter(isOfFile)) {
      scene.notes.push({ source, at: ['spec'], fate: 'changed', code: 'MG313', detail: reason });
    }
  }
}

const order = [
  'GatewayClass',
  'Gateway',
  'ReferenceGrant',
  'ServersTransport',
  'Middleware',
  'TraefikService',
  'HTTPRoute',
  'GRPCRoute',
];

function filesOf({ made }: GatewayScene): ReadonlyMap<string, string> {
  const byFile = [...groupBy(made, ({ file }) => file)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    byFile.map(([file, all]) => {
      const sorted = all
        .map(({ object }) => object)
        .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
      return [file, stringifyYaml(sorted.map(canonicalObject))];
    }),
  );
}
