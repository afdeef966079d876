import { type CelValue, type Type, basic, fromJson, mapOf } from '../cel';
import type { NamespaceLabels, Resource } from './resource';

const text = basic('string');
const cluster = 'it is known to the API server alone';

const kindType: Type = {
  kind: 'object',
  name: 'kubernetes.GroupVersionKind',
  fields: { group: text, version: text, kind: text },
};

const resourceType: Type = {
  kind: 'object',
  name: 'kubernetes.GroupVersionResource',
  fields: { group: text, version: text, resource: text },
};

/** Source: k8s.io/apiserver, pkg/admission/plugin/cel (BuildRequestType) */
export const requestType: Type = {
  kind: 'object',
  name: 'kubernetes.AdmissionRequest',
  fields: {
    kind: kindType,
    resource: resourceType,
    requestKind: kindType,
    requestResource: resourceType,
    name: text,
    namespace: text,
    operation: text,
  },
  beyond: {
    userInfo: cluster,
    dryRun: cluster,
    options: cluster,
    subResource: cluster,
    requestSubResource: cluster,
  },
};

const labelsType: Type = { kind: 'map', key: text, value: text };

/** Source: k8s.io/apiserver, pkg/admission/plugin/cel (BuildNamespaceType) */
export const namespaceType: Type = {
  kind: 'object',
  name: 'kubernetes.Namespace',
  fields: {
    metadata: {
      kind: 'object',
      name: 'kubernetes.NamespaceMetadata',
      fields: { name: text, labels: labelsType },
      beyond: Object.fromEntries(
        [
          'annotations',
          'generateName',
          'namespace',
          'UID',
          'creationTimestamp',
          'deletionGracePeriodSeconds',
          'deletionTimestamp',
          'generation',
          'resourceVersion',
          'finalizers',
        ].map((field) => [field, cluster]),
      ),
    },
  },
  beyond: { spec: cluster, status: cluster },
};

/** Names that policies may use, and that stand for nothing before there is a cluster. */
export const beyondNames: Readonly<Record<string, string>> = {
  authorizer: 'what a user may do is known to the API server alone',
};

/** What `request` is when an object is created. */
export function requestValue({ group, version, resource, isClusterScoped, object }: Resource): CelValue {
  const kind = { group, version, kind: object.kind };
  const named = { group, version, resource };
  const { name, namespace = 'default' } = object.metadata;
  // A Namespace is in itself.
  const place = object.kind === 'Namespace' ? name : isClusterScoped ? undefined : namespace;
  return fromJson({
    kind,
    resource: named,
    requestKind: kind,
    requestResource: named,
    name,
    ...(place !== undefined && { namespace: place }),
    operation: 'CREATE',
  });
}

/** What `namespaceObject` is: null for what belongs to no namespace. */
export function namespaceValue({ isClusterScoped, object }: Resource, labelsOf: NamespaceLabels): CelValue {
  if (isClusterScoped) return null;
  const name = object.metadata.namespace ?? 'default';
  const labels = mapOf(Object.entries(labelsOf(name)));
  return mapOf([
    [
      'metadata',
      mapOf([
        ['name', name],
        ['labels', labels],
      ]),
    ],
  ]);
}
