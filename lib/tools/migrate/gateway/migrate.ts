import { groupBy, isPlainMap, own } from '../../../core/base';
import { stringifyYaml } from '../../../core/yaml';
import { type ApiObjectData, type ReadObject, canonicalObject, objectsOf } from '../../../core/manifest';
import { diffTraffic } from '../../../check/changes';
import { type TrafficModel, builtOf, dropsOf, selfSigned } from '../../../traefik/model';
import { parseRule } from '../../../traefik/rule';
import type { Migration, MigrationSource } from '../migrate';
import { Children } from './children';
import { draftsOf } from './drafts';
import { routeEntries } from './entries';
import { writeGrants } from './grants';
import { type NamespaceGateway, gatewayApi, missingSecrets, writeGateway } from './listeners';
import { writeHttpRoutes } from './routes';
import { type GatewayScene, freeName, namespaceOf } from './scene';

/** Makes HTTPRoutes and Gateways of IngressRoutes, tells what becomes of each route, and proves what of traffic changes. */
export function migrateToGateway({ objects, traefik, version, sideOf }: MigrationSource): Migration {
  const from = isPlainMap(traefik) ? traefik : { entryPoints, providers: { kubernetesCRD: {} } };
  const to = withGateway(from);
  const sources = objects.filter(({ object }) => /^IngressRoute(?:TCP|UDP)?$/.test(object.kind));
  const routes = sources.filter(({ object }) => object.kind === 'IngressRoute');
  const others = objects.filter((read) => !routes.includes(read));
  const plain = objects.map(({ object }) => object);
  const absent = missingSecrets({ objects: plain }, routes);
  const standIns = absent.map(({ source, namespace, name }) =>
    standIn(namespace, name, hostsOf(source.object)),
  );
  const before = sideOf([...objects, ...standIns], from);
  const { runtime } = builtOf(before.model);
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
      ...absent.map(({ source }) => ({
        source,
        at: ['spec', 'tls', 'secretName'],
        fate: 'changed' as const,
        code: 'MG310' as const,
      })),
      ...sources
        .filter((source) => !routes.includes(source))
        .map((source) => ({ source, at: [], fate: 'changed' as const, code: 'MG309' as const })),
    ],
    made: [],
  };
  const drafts = routes.flatMap((source) => draftsOf(scene, source));
  const className = classFor(scene, drafts.length > 0);
  const gateways = new Map<string, NamespaceGateway>();
  for (const [namespace, its] of groupBy(drafts, (draft) => draft.namespace)) {
    const portOf = (name: string): number | undefined => runtime.statics.entryPoints.get(name)?.port;
    gateways.set(namespace, writeGateway(scene, namespace, its, { portOf, className }));
  }
  const none: NamespaceGateway = { name: '', sectionOf: () => undefined };
  writeHttpRoutes(scene, drafts, (namespace) => gateways.get(namespace) ?? none);
  writeGrants(scene);
  const files = filesOf(scene);
  const made = [...files].flatMap(([file, text]) => objectsOf(text, file).objects);
  const after = sideOf([...others, ...standIns, ...made], to);
  noteRefusals(scene, routes, made, after.model);
  return {
    entries: routeEntries(sources, scene.notes),
    files,
    objects: made.map(({ object }) => object),
    settings: own(own(from, 'providers'), 'kubernetesGateway') === undefined ? [setting] : [],
    traefik: to,
    before,
    others,
    traffic: diffTraffic(before, after),
  };
}

const entryPoints = { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } };

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
  const controllerName = 'traefik.io/gateway-controller';
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

/** A Secret that the routes name and that is elsewhere, with a certificate for their hosts. */
function standIn(namespace: string, name: string, hosts: readonly string[]): ReadObject {
  const { certificate, key } = selfSigned(hosts);
  const file = `Secret ${namespace}/${name}`;
  return {
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': certificate, 'tls.key': key },
    },
    file,
    locate: () => ({ file, line: 1, column: 1 }),
  };
}

function hostsOf(route: ApiObjectData): readonly string[] {
  const routes = own(route['spec'], 'routes');
  const hosts = (Array.isArray(routes) ? routes : []).flatMap((one: unknown) => {
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
    const file = made.find(
      (read) =>
        read.object.kind === object.kind &&
        read.object.metadata.name === object.name &&
        namespaceOf(read.object) === object.namespace,
    )?.file;
    const isOfFile = (source: ReadObject): boolean => {
      const { name } = source.object.metadata;
      const namespace = namespaceOf(source.object);
      if (object.kind === 'Gateway') return namespace === object.namespace;
      return file === `${encodeURIComponent(namespace)}-${encodeURIComponent(name)}.yaml`;
    };
    if (file === undefined) continue;
    for (const source of routes.filter(isOfFile)) {
      scene.notes.push({ source, at: ['spec'], fate: 'changed', code: 'MG313', detail: reason });
    }
  }
}

const order = ['GatewayClass', 'Gateway', 'ReferenceGrant', 'TraefikService', 'HTTPRoute'];

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
