import { type ImageReference, parseImage } from './image';
import { type HeldFile, dataOf, holdFiles } from './inline-files';
import { type SelectorLabels, imageVersion, objectLabels, selectorLabels } from './labels';
import { type ServicePort, resolvePorts } from './ports';
import { type Resources, resolveResources } from './resources';
import { type ReplicaRange, resolveReplicas } from './scaling';
import { type Shutdown, resolveShutdown } from './shutdown';
import type { GoServiceSpec } from './spec';
import { type VolumeMount, resolveMounts } from './volumes';

/** A ConfigMap or Secret that the service brings along. */
export interface OwnedData {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** The field of the spec that it is made of. */
  readonly field: readonly ['config' | 'secrets', 'files' | 'env'];
  readonly data: Readonly<Record<string, string>>;
  readonly files: readonly HeldFile[];
}

/** A service with all defaults filled in; the objects and the checks are made from it. */
export interface ServiceModel {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: GoServiceSpec;
  readonly image?: ImageReference;
  readonly version?: string;
  readonly environment?: string;
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly ports: ReadonlyMap<string, ServicePort>;
  readonly replicas: ReplicaRange;
  readonly selector: SelectorLabels;
  readonly labels: Readonly<Record<string, string>>;
  readonly resources: Resources;
  readonly shutdown: Shutdown;
  readonly owned: readonly OwnedData[];
  readonly mounts: readonly VolumeMount[];
}

/** What a model is made from beside the spec. */
export interface ServiceIdentity {
  readonly name: string;
  readonly namespace?: string;
  readonly environment?: string;
}

/** Fills in the defaults of a service. */
export function resolveService(spec: GoServiceSpec, identity: ServiceIdentity): ServiceModel {
  const { name } = identity;
  const image = parseImage(spec.image);
  const kind =
    spec.kind ??
    (spec.volumeClaims && Object.keys(spec.volumeClaims).length > 0 ? 'StatefulSet' : 'Deployment');
  const selector = selectorLabels(name, spec.instance);
  const owned = ownedData(spec, name);
  return {
    ...identity,
    spec,
    image,
    version: spec.version ?? imageVersion(image),
    kind,
    ports: resolvePorts(spec.ports),
    replicas: resolveReplicas(spec, kind),
    selector,
    labels: objectLabels(spec, selector),
    resources: resolveResources(spec.resources, spec.placement?.accelerators),
    shutdown: resolveShutdown(spec.shutdown),
    owned,
    mounts: resolveMounts(
      spec,
      owned.map(({ kind: owner, name, files }) => ({
        kind: owner === 'Secret' ? 'secret' : 'configMap',
        name,
        files,
      })),
    ),
  };
}

function ownedData({ config = {}, secrets = {} }: GoServiceSpec, name: string): readonly OwnedData[] {
  const all: readonly OwnedData[] = [
    ownedFiles('ConfigMap', `${name}-config`, ['config', 'files'], config.files),
    ownedVariables('ConfigMap', `${name}-env`, ['config', 'env'], config.env),
    ownedFiles('Secret', `${name}-files`, ['secrets', 'files'], secrets.files),
    ownedVariables('Secret', `${name}-secret-env`, ['secrets', 'env'], secrets.env),
  ];
  return all.filter(({ data }) => Object.keys(data).length > 0);
}

type OwnedField = OwnedData['field'];
type Files = NonNullable<GoServiceSpec['config']>['files'];
type Values = NonNullable<GoServiceSpec['config']>['env'];

function ownedFiles(kind: OwnedData['kind'], name: string, field: OwnedField, declared: Files): OwnedData {
  const files = holdFiles(declared);
  return { kind, name, field, files, data: dataOf(files) };
}

function ownedVariables(
  kind: OwnedData['kind'],
  name: string,
  field: OwnedField,
  values: Values = {},
): OwnedData {
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
  return { kind, name, field, files: [], data };
}
