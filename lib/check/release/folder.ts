import { oncePer, valueAt } from '../../core/base';
import { type ApiObjectData, groupOf, identityKey, objectKey, serviceKey } from '../../core/manifest';
import { type ReleaseDeclaration, type ReleaseStep, isOfTraefik } from '../../traefik/release';
import { type RuleOptions, RuleError, parseRule } from '../../traefik/rule';
import { type ClusterFacts, type KnownObject, type PlacedMention, knownAs } from '../cluster';
import { mentionsAmong, namedAmong, servicesOf } from './uses';

/** The folder of a step: what the service and its routes are then. */
export interface StepFolder {
  /** Objects by the name of their file. */
  readonly files: ReadonlyMap<string, readonly ApiObjectData[]>;
  /** What the cluster has besides. */
  readonly facts: ClusterFacts;
}

/**
 * Takes from all objects of a step what belongs to the service: its own objects, its routes, and what these name. What a
 * controller keeps up is not applied, and known of the cluster.
 */
export function stepFolder(
  step: ReleaseStep,
  declaration: ReleaseDeclaration,
  facts: ClusterFacts,
  extension: string,
): StepFolder {
  const own = new Set(declaration.own.map(identityKey));
  const beside = new Set(declaration.beside.map((object) => objectKey(object)));
  const routing = new Set([...routingOf(step.objects, declaration, facts)].map(objectKey));
  const nameOf = (object: ApiObjectData): string | undefined => {
    const key = objectKey(object);
    if (own.has(key)) return declaration.service;
    if (beside.has(key)) return declaration.next;
    return routing.has(key) ? 'traefik' : undefined;
  };
  const files = new Map<string, ApiObjectData[]>();
  const left: ApiObjectData[] = [];
  for (const object of step.applied) {
    const name = nameOf(object);
    if (name === undefined) left.push(object);
    else {
      const file = `${name}${extension}`;
      files.set(file, [...(files.get(file) ?? []), object]);
    }
  }
  return {
    files,
    facts: { ...facts, claims: [], existing: [...(facts.existing ?? []), ...left.flatMap(known)] },
  };
}

/** Routes that lead to the service, those of the same hosts, and what all of these name. */
function routingOf(
  objects: readonly ApiObjectData[],
  declaration: ReleaseDeclaration,
  facts: ClusterFacts,
): ReadonlySet<ApiObjectData> {
  const mentions = mentionsAmong(objects);
  const services = new Set(servicesOf(declaration));
  const routing = new Set<ApiObjectData>();
  const isLed = ({ mention }: PlacedMention): boolean =>
    mention.kind === 'Service'
      ? services.has(serviceKey(mention.namespace, mention.name))
      : mention.kind === 'TraefikService' &&
        namedAmong(objects, mention).some((object) => routing.has(object));
  for (let size = -1; size < routing.size;) {
    size = routing.size;
    for (const found of mentions)
      if (isLed(found) && isRouting(found.placed.object)) routing.add(found.placed.object);
  }
  const hostsThere = hostsWith(facts);
  const hosts = new Set([...routing].flatMap(hostsThere));
  for (const object of objects) if (hostsThere(object).some((host) => hosts.has(host))) routing.add(object);
  const certificates = objects.filter(({ kind }) => kind === 'Certificate');
  for (let size = -1; size < routing.size;) {
    size = routing.size;
    for (const { placed, mention } of mentions) {
      if (!routing.has(placed.object)) continue;
      const { kind, namespace: place, name } = mention;
      for (const object of namedAmong(objects, mention))
        if (groupOf(object.apiVersion) === 'traefik.io') routing.add(object);
      if (kind !== 'Secret') continue;
      for (const object of certificates) if (isCertificateOf(object, place, name)) routing.add(object);
    }
  }
  for (const object of objects) if (isForAll(object)) routing.add(object);
  return routing;
}

function isRouting(object: ApiObjectData): boolean {
  return ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP', 'TraefikService'].some((kind) =>
    isOfTraefik(object, kind),
  );
}

/** TLS settings that hold for every router without being named. */
function isForAll(object: ApiObjectData): boolean {
  return (
    isOfTraefik(object, 'TLSStore') ||
    (isOfTraefik(object, 'TLSOption') && object.metadata.name === 'default')
  );
}

/** The steps of a release have most objects in common. */
const hostsWith = oncePer(({ traefik }: ClusterFacts) =>
  oncePer((object: ApiObjectData) => hostsOf(object, traefik?.version)),
);

function isCertificateOf(object: ApiObjectData, namespace: string | undefined, secretName: string): boolean {
  return object.metadata.namespace === namespace && valueAt(object, 'spec', 'secretName') === secretName;
}

/** The hosts of an IngressRoute, as its Traefik reads their rules; one that it disables has none. */
function hostsOf(object: ApiObjectData, traefikVersion: RuleOptions['traefikVersion']): readonly string[] {
  const routes = isOfTraefik(object, 'IngressRoute') ? valueAt(object, 'spec', 'routes') : [];
  if (!Array.isArray(routes)) return [];
  return routes.flatMap((route: unknown) => {
    const match = valueAt(route, 'match');
    const syntax = valueAt(route, 'syntax') === 'v2' ? 'v2' : 'v3';
    try {
      return typeof match === 'string' ? parseRule(match, { syntax, traefikVersion }).hosts : [];
    } catch (error) {
      if (error instanceof RuleError) return [];
      throw error;
    }
  });
}

/** What stays out of the folder, as what the cluster has. */
function known(object: ApiObjectData): readonly KnownObject[] {
  const { apiVersion, kind } = object;
  const isCore = apiVersion === 'v1' && ['Service', 'Secret', 'ConfigMap'].includes(kind);
  return isCore || kind === 'IngressRoute' ? [knownAs(object)] : [];
}
