import { itemAt, own } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { declaredField } from './declared-paths';
import { initCheckName } from './init-check';
import { metadataProp, podMetadataProp } from './metadata-props';
import type { OwnedData, PodModel } from './model';
import { volumeProp } from './volume-props';

/** The props that objects of a service are made of, by the kind of the object. */
const ofKinds: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'autoscaling',
  PodDisruptionBudget: 'podDisruptionBudget',
  Service: 'service',
};

/** Where the props of a service or job say what a field of one of its objects has. */
export function propsFieldOf(model: PodModel): (object: ApiObjectData, field: FieldPath) => FieldPath {
  return (object, field) => {
    const [, ...rest] = field;
    const { kind, metadata } = object;
    const named = field.indexOf('metadata');
    if (named === 0) return metadataProp(model, kind, rest);
    const isOfPods = field[named - 1] === 'template' || field[named - 1] === 'jobTemplate';
    if (isOfPods) return podMetadataProp(model, field.slice(named + 1));
    const data = model.owned.find((one) => one.kind === kind && one.name === metadata.name);
    if (data) return ofData(data, field);
    if (kind === 'NetworkPolicy') return ofPolicy(model, object, field);
    if (kind === 'Service' && rest[0] === 'ports') return ofServicePort(model, object, field);
    const section = ofKinds[kind];
    if (section !== undefined) return ofSection(model, object, section, rest);
    const template = field.indexOf('template');
    if (template >= 0) return ofPod(model, object, field, field.slice(template + 2));
    return ofWorkload(object, rest);
  };
}

/** A key of a ConfigMap or Secret of its own: a variable, or a file by its path. */
function ofData({ field, files }: OwnedData, [, key]: FieldPath): FieldPath {
  if (key === undefined) return field;
  return [...field, files.find((file) => file.key === key)?.path ?? key];
}

/** What is not said follows from another field. */
function ofSection(model: PodModel, object: ApiObjectData, section: string, field: FieldPath): FieldPath {
  if (section === 'autoscaling' && field[0] === 'metrics') return ofMetric(model, object, field);
  const isBound = section === 'autoscaling' && field[0] === 'minReplicas';
  return isBound && !isSaid(model, [section, 'minReplicas']) ? [section, 'maxReplicas'] : [section, ...field];
}

/** Those of cpu and memory come first, and then those that are said as they are. */
function ofMetric({ spec }: PodModel, object: ApiObjectData, [, index, ...rest]: FieldPath): FieldPath {
  const said = own(own(spec, 'autoscaling'), 'metrics');
  const all = itemAt(object, ['spec', 'metrics']);
  const first = Array.isArray(all) && Array.isArray(said) ? all.length - said.length : Infinity;
  if (Number(index) >= first) return ['autoscaling', 'metrics', Number(index) - first, ...rest];
  return ['autoscaling', String(itemAt(object, ['spec', 'metrics', Number(index), 'resource', 'name']))];
}

function ofServicePort(model: PodModel, object: ApiObjectData, field: FieldPath): FieldPath {
  const found = ofPort(object, field, 'servicePort');
  return found.at(-1) !== 'servicePort' || isSaid(model, found) ? found : [...found.slice(0, -1), 'port'];
}

/** What a workload has beside its pods. */
function ofWorkload(object: ApiObjectData, field: FieldPath): FieldPath {
  const [key, ...rest] = field;
  if (key === 'strategy' || key === 'updateStrategy')
    return ['rollout', ...rest.filter((one) => one !== 'rollingUpdate')];
  if (key === 'volumeClaimTemplates') {
    const name = own(own(itemAt(object, ['spec', ...field.slice(0, 2)]), 'metadata'), 'name');
    const [, part, ...inner] = rest;
    const ofClaim = part === 'metadata' ? inner.filter((one) => one !== 'name') : ['size'];
    return ['volumeClaims', String(name), ...ofClaim];
  }
  return key === 'jobTemplate' ? rest.slice(1) : field;
}

function ofPod(model: PodModel, object: ApiObjectData, all: FieldPath, field: FieldPath): FieldPath {
  const [key, , ...rest] = field;
  if (key === 'terminationGracePeriodSeconds') return ['shutdown', key];
  if (key === 'volumes') return volumeProp(model, object, all);
  if (key !== 'containers' && key !== 'initContainers') return field;
  const container: unknown = itemAt(object, all.slice(0, all.length - rest.length));
  const name = String(own(container, 'name'));
  const inner = ofContainer(model, object, all, rest);
  if (key === 'containers') return said(model, [], inner);
  const owner = ownerOf(model, object, all.slice(0, all.length - rest.length), name);
  if (inner[0] === 'name') return owner;
  // What an init container does not say itself, it has from the program: of variables each by itself.
  const isOwn = isSaid(model, [...owner, ...inner.slice(0, inner[0] === 'env' ? 2 : 1)]);
  return said(model, isOwn ? owner : [], inner);
}

/** The props of an init container: the preflight is the last, whoever else is called so. */
function ownerOf({ spec }: PodModel, object: ApiObjectData, field: FieldPath, name: string): FieldPath {
  const all: unknown = itemAt(object, field.slice(0, -1));
  const isLast = Array.isArray(all) && field.at(-1) === all.length - 1;
  if (spec.preflight && name === 'preflight' && isLast) return ['preflight'];
  return name === initCheckName && spec.go && spec.go.check ? ['go', 'check'] : ['initContainers', name];
}

/** A field of resources as it is said: requests and limits follow from one another. */
function said(model: PodModel, owner: FieldPath, field: FieldPath): FieldPath {
  const [key, side, name] = field;
  const own = [...owner, ...field];
  const device = ['placement', 'accelerators', name ?? ''];
  if (key === 'resources' && isSaid(model, device)) return device;
  if (key !== 'resources' || name === undefined || isSaid(model, own)) return own;
  const other = [...owner, key, side === 'limits' ? 'requests' : 'limits', name];
  return isSaid(model, other) ? other : own;
}

function isSaid({ spec }: PodModel, field: FieldPath): boolean {
  return itemAt(spec, field) !== undefined;
}

function ofContainer(model: PodModel, object: ApiObjectData, all: FieldPath, field: FieldPath): FieldPath {
  const [key, , ...rest] = field;
  const item: unknown = itemAt(object, all.slice(0, all.length - rest.length));
  if (key === 'env') {
    const name = String(own(item, 'name'));
    const isOfGo = name === 'GOMEMLIMIT' && own(model.spec.env, name) === undefined;
    if (isOfGo) return ['go', 'memoryLimit'];
    const isWhole = rest.length === 1 && (rest[0] === 'value' || rest[0] === 'name');
    return ['env', name, ...(isWhole ? [] : rest)];
  }
  if (key === 'envFrom') {
    // Those of the program's own ConfigMaps and Secrets come first.
    const before = model.owned.filter(({ field: [, part] }) => part === 'env').length;
    return ['envFrom', Number(field[1]) - before, ...rest];
  }
  if (key === 'ports') return ofPort(object, all, 'port');
  if (key === 'volumeMounts') {
    const declared = declaredField(model, String(own(item, 'mountPath')));
    return rest[0] === 'subPath' ? [...declared, 'subPath'] : declared;
  }
  const probe = /^(startup|liveness|readiness)Probe$/.exec(String(key))?.[1];
  if (probe !== undefined) return ['probes', probe, ...field.slice(1)];
  return field;
}

/** The port that a list of ports of an object has at an index, by its name. */
export function ofPort(object: ApiObjectData, field: FieldPath, number: string): FieldPath {
  const at = field.lastIndexOf('ports') + 2;
  const name = String(own(itemAt(object, field.slice(0, at)), 'name'));
  const [key] = field.slice(at);
  if (key === undefined || key === 'name') return ['ports', name];
  return ['ports', name, key === 'nodePort' ? key : number];
}

/** The networks of a policy stand among others that follow from routes and callers: they are found by their text. */
function ofPolicy({ spec }: PodModel, object: ApiObjectData, field: FieldPath): FieldPath {
  const block = field.indexOf('ipBlock') + 1;
  const [key] = field.slice(block);
  const cidr = own(itemAt(object, field.slice(0, block)), 'cidr');
  const peer = pathTo(spec.networkPolicy, (value) => own(value, 'cidr') === cidr, ['networkPolicy']);
  return peer ? [...peer, key === undefined ? 'cidr' : key] : ['networkPolicy'];
}

function pathTo(
  value: unknown,
  isMeant: (value: unknown) => boolean,
  path: FieldPath,
): FieldPath | undefined {
  if (isMeant(value)) return path;
  if (typeof value !== 'object' || value === null) return undefined;
  const items: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value);
  for (const [key, item] of items) {
    const found = pathTo(item, isMeant, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
