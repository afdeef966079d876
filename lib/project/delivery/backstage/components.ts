import { addressesAmong, textsOf } from '../../../check/graph';
import { type Inventory, inventoryOf, placedTrafficModelOf, selectionsOf } from '../../../check/cluster';
import { asList, groupBy, isPlainMap, valueAt } from '../../../core/base';
import { podMakerOf, podTemplateOf } from '../../../core/kubernetes';
import { type ApiObjectData, identityKey, objectKey, serviceKey } from '../../../core/manifest';
import type { DeliveredEnvironment } from '../delivery';
import { type PublicRoute, publicRoutes } from './routes';

/** What one environment has of a workload. */
export interface Instance {
  readonly environment: string;
  readonly workload: ApiObjectData;
  /** Whether a Service leads to its pods. */
  readonly isServed: boolean;
  readonly routes: readonly PublicRoute[];
  /** Names of the workloads that it asks, or that decide for Traefik about requests to it. */
  readonly asks: readonly string[];
  /** Hosts outside of the cluster that it asks by Services of type ExternalName, by these Services' names. */
  readonly external: ReadonlyMap<string, string>;
  /** Names of the claims whose volumes it keeps its data in. */
  readonly claims: readonly string[];
}

/** What an environment has for the catalogue. */
export interface Runs {
  readonly instances: readonly Instance[];
  readonly routes: readonly PublicRoute[];
}

/** The workloads of an environment, and what leads to and from each. */
export function runsOf(environment: DeliveredEnvironment): Runs {
  const inventory = inventoryOf(environment.objects, environment.facts);
  const objects = environment.objects.map(({ object }) => object);
  const routes = publicRoutes(environment, placedTrafficModelOf(inventory));
  const led = leadsTo(inventory);
  const addressed = addressesAmong(objects);
  const told = new Map(
    Array.from(
      groupBy(inventory.mentions, ({ placed }) => placed.object),
      ([object, mentions]) => [object, mentions.flatMap(({ mention }) => configOf(inventory, mention))],
    ),
  );
  const instances = objects.filter(podMakerOf).map((workload): Instance => {
    const services = led
      .filter(({ to }) => to.includes(workload))
      .map(({ service: { metadata } }) => serviceKey(metadata.namespace, metadata.name));
    const own = routes.filter((route) => route.services.some((service) => services.includes(service)));
    const asked = [
      ...[...textsOf(workload), ...(told.get(workload) ?? [])].flatMap((text) =>
        addressed(text, workload.metadata.namespace),
      ),
      ...own
        .flatMap(({ router }) => authAddresses(inventory, router))
        .flatMap(({ address, namespace }) => addressed(address, namespace)),
    ];
    const asks = led.filter(({ service }) => asked.includes(service)).flatMap(({ to }) => to);
    return {
      environment: environment.name,
      workload,
      isServed: services.length > 0,
      routes: own,
      asks: [...new Set(asks.filter((one) => one !== workload).map(({ metadata }) => metadata.name))],
      external: new Map(asked.flatMap(externalOf)),
      claims: claimsOf(workload),
    };
  });
  return { instances, routes };
}

/** The Services with the workloads that they lead to. */
function leadsTo(
  inventory: Inventory,
): readonly { readonly service: ApiObjectData; readonly to: readonly ApiObjectData[] }[] {
  const chosen = selectionsOf(inventory.objects);
  const made = new Map(inventory.objects.map(({ object }) => [objectKey(object), object] as const));
  return inventory.objects
    .filter(({ object }) => object.apiVersion === 'v1' && object.kind === 'Service')
    .map(({ object: service }) => ({
      service,
      to: chosen(service)
        .map(({ group, ...link }) => made.get(identityKey({ apiVersion: `${group}/`, ...link })))
        .filter((object) => object !== undefined),
    }));
}

/** The texts of a ConfigMap that an object names. */
function configOf(
  inventory: Inventory,
  { kind, namespace, name }: { readonly kind: string; readonly namespace?: string; readonly name: string },
): readonly string[] {
  const data = kind === 'ConfigMap' ? valueAt(inventory.made(kind, namespace, name)?.object, 'data') : {};
  return isPlainMap(data) ? Object.values(data).map(String) : [];
}

/** Whom Traefik asks before a router forwards. */
function authAddresses(
  inventory: Inventory,
  { passed }: PublicRoute['router'],
): readonly { readonly address: string; readonly namespace: string | undefined }[] {
  return passed.flatMap(({ name, type }) => {
    const [namespace, middleware] = name.split('/');
    if (type !== 'forwardAuth' || middleware === undefined) return [];
    const address = valueAt(
      inventory.made('Middleware', namespace, middleware)?.object,
      'spec',
      'forwardAuth',
      'address',
    );
    return typeof address === 'string' ? [{ address, namespace }] : [];
  });
}

function externalOf({ metadata, spec }: ApiObjectData): readonly (readonly [string, string])[] {
  const host = valueAt(spec, 'externalName');
  return valueAt(spec, 'type') === 'ExternalName' && typeof host === 'string' ? [[metadata.name, host]] : [];
}

function claimsOf(workload: ApiObjectData): readonly string[] {
  const volumes = valueAt(podTemplateOf(workload), 'spec', 'volumes');
  const templates = valueAt(workload, 'spec', 'volumeClaimTemplates');
  return [
    ...asList(volumes).map((volume) => valueAt(volume, 'persistentVolumeClaim', 'claimName')),
    ...asList(templates).map((template) => {
      const name = valueAt(template, 'metadata', 'name');
      return typeof name === 'string' ? `${name}-${workload.metadata.name}` : undefined;
    }),
  ].filter((name) => typeof name === 'string');
}
