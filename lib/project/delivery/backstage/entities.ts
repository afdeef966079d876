import { podMakerOf } from '../../../core/kubernetes';
import { posix } from 'node:path';
import { profileOf } from '../../../check/policy';
import { isEqual, isPlainMap, valueAt } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import type { BackstageApi, BackstageComponent, BackstageSpec } from '../../environment';
import type { Instance } from './components';

const apiVersion = 'backstage.io/v1alpha1';

/** What all entities of a catalogue are made from. */
export interface Catalogue {
  readonly system: string;
  readonly spec: BackstageSpec;
  /** Annotations that say where the sources are. */
  readonly source: Readonly<Record<string, string>>;
  /** Whether Argo CD brings it to its clusters, so that its Applications can be named. */
  readonly isArgoCd: boolean;
  /** Folder of the catalogue's file below that of the project. */
  readonly folder: string;
  /** What there is of each workload, by its name. */
  readonly workloads: ReadonlyMap<string, readonly Instance[]>;
}

/**
 * The entities of a catalogue, in the order in which people read them.
 *
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format
 */
export function entitiesOf(catalogue: Catalogue): readonly ApiObjectData[] {
  const components = [...catalogue.workloads.keys()].map((name) => componentOf(catalogue, name));
  return [
    ...domainOf(catalogue),
    systemOf(catalogue),
    ...components,
    ...apisOf(catalogue),
    ...resourcesOf(catalogue),
  ];
}

function domainOf({ spec: { domain, owner } }: Catalogue): readonly ApiObjectData[] {
  const isOwn = domain !== undefined && !/[:/]/.test(domain);
  return isOwn ? [{ apiVersion, kind: 'Domain', metadata: { name: domain }, spec: { owner } }] : [];
}

function systemOf({ system, spec, source }: Catalogue): ApiObjectData {
  const { owner, domain, description } = spec;
  return {
    apiVersion,
    kind: 'System',
    metadata: {
      name: system,
      ...(description !== undefined && { description }),
      annotations: { ...source, 'backstage.io/techdocs-ref': 'dir:.' },
    },
    spec: { owner, ...(domain !== undefined && { domain }) },
  };
}

function componentOf(catalogue: Catalogue, name: string): ApiObjectData {
  const { system, spec, workloads } = catalogue;
  const said = componentSpec(spec, name);
  const instances = workloads.get(name) ?? [];
  const links = linksOf(instances);
  const asks = distinct(instances.flatMap(({ asks: names }) => names));
  const provides = Object.keys(said.provides ?? {});
  const consumes =
    said.consumes ?? asks.flatMap((other) => Object.keys(componentSpec(spec, other).provides ?? {}));
  const needs = [
    ...asks.map((other) => `component:${other}`),
    ...distinct(instances.flatMap(({ external, claims }) => [...external.keys(), ...claims])).map(
      (resource) => `resource:${resource}`,
    ),
  ];
  return {
    apiVersion,
    kind: 'Component',
    metadata: {
      name,
      ...(said.description !== undefined && { description: said.description }),
      annotations: annotationsOf(catalogue, instances),
      ...(said.tags && { tags: said.tags }),
      ...(links.length > 0 && { links }),
    },
    spec: {
      type: said.type ?? usualType(instances),
      lifecycle: said.lifecycle ?? usualLifecycle(instances),
      owner: said.owner ?? spec.owner,
      system,
      ...(provides.length > 0 && { providesApis: provides }),
      ...(consumes.length > 0 && { consumesApis: distinct(consumes) }),
      ...(needs.length > 0 && { dependsOn: needs }),
    },
  };
}

function annotationsOf(
  { system, source, isArgoCd }: Catalogue,
  instances: readonly Instance[],
): Readonly<Record<string, string>> {
  const [labels] = theOne(
    instances.map(({ workload }) => valueAt(workload, 'spec', 'selector', 'matchLabels')),
  );
  const [namespace] = theOne(instances.map(({ workload }) => workload.metadata.namespace));
  return {
    ...source,
    'backstage.io/techdocs-entity': `system:${system}`,
    ...(isPlainMap(labels) && {
      'backstage.io/kubernetes-label-selector': Object.entries(labels)
        .map(([key, value]) => `${key}=${String(value)}`)
        .join(','),
    }),
    ...(namespace !== undefined && { 'backstage.io/kubernetes-namespace': namespace }),
    ...(isArgoCd && { 'argocd/app-selector': `app.kubernetes.io/part-of=${system}` }),
  };
}

function linksOf(
  instances: readonly Instance[],
): readonly { readonly url: string; readonly title: string }[] {
  const links = instances.flatMap(({ environment, routes }) => {
    const urls = distinct(routes.flatMap(({ urls: all }) => all));
    // Where both are there, the one in the clear leads to the other or should.
    return urls
      .filter((url) => !urls.includes(url.replace(/^http:/, 'https:')) || url.startsWith('https:'))
      .map((url) => ({ url, title: `${new URL(url).host} (${environment})` }));
  });
  return links.filter(({ url }, index) => links.findIndex((other) => other.url === url) === index);
}

function usualType(instances: readonly Instance[]): string {
  if (instances.some(({ isServed }) => isServed)) return 'service';
  return instances.every(({ workload }) => podMakerOf(workload)?.ends) ? 'job' : 'worker';
}

function usualLifecycle(instances: readonly Instance[]): string {
  return instances.some(({ environment }) => profileOf(environment) === 'prod')
    ? 'production'
    : 'experimental';
}

function apisOf({ spec, system, workloads, folder }: Catalogue): readonly ApiObjectData[] {
  return [...workloads].flatMap(([component, instances]) => {
    const said = componentSpec(spec, component);
    return Object.entries(said.provides ?? {}).map(([name, { type, definition, description }]) => ({
      apiVersion,
      kind: 'API',
      metadata: { name, ...(description !== undefined && { description }) },
      spec: {
        type,
        lifecycle: said.lifecycle ?? usualLifecycle(instances),
        owner: said.owner ?? spec.owner,
        system,
        definition: { $text: definitionFrom(folder, definition) },
      },
    }));
  });
}

/** A definition as its catalogue names it: an address, or a file below the project as one beside the catalogue's. */
function definitionFrom(folder: string, definition: BackstageApi['definition']): string {
  if (isAddress(definition)) return definition;
  const path = posix.relative(folder, posix.normalize(definition));
  return path.startsWith('.') ? path : `./${path}`;
}

export function isAddress(definition: string): boolean {
  return /^https?:\/\//.test(definition);
}

function resourcesOf({ spec, system, workloads }: Catalogue): readonly ApiObjectData[] {
  const instances = [...workloads.values()].flat();
  const hosts = distinct(instances.flatMap(({ external }) => [...external.keys()])).map((name) => ({
    name,
    type: 'external-service',
    description: distinct(instances.map(({ external }) => external.get(name)))
      .filter((host) => host !== undefined)
      .join(', '),
  }));
  const volumes = distinct(instances.flatMap(({ claims }) => claims)).map((name) => ({
    name,
    type: 'volume',
    description: `PersistentVolumeClaim ${name}`,
  }));
  return [...hosts, ...volumes].map(({ name, type, description }) => ({
    apiVersion,
    kind: 'Resource',
    metadata: { name, description },
    spec: { type, owner: spec.owner, system },
  }));
}

function componentSpec({ components = {} }: BackstageSpec, name: string): BackstageComponent {
  return Object.hasOwn(components, name) ? (components[name] ?? {}) : {};
}

/** The one value that all have; none where they differ. */
function theOne<Value>(values: readonly Value[]): readonly Value[] {
  const [first, ...others] = values;
  return first !== undefined && others.every((other) => isEqual(other, first)) ? [first] : [];
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
