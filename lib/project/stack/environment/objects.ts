import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { TraefikObject } from '../../../constructs/routing';
import type { FieldPath } from '../../../core/finding';
import { isTraefikKind, traefikApiVersion } from '../../../traefik/api';
import type { NamespaceSpec, RawObject } from '../../environment';

/** A Namespace; the labels of Pod Security are what the API server reads. */
export function makeNamespace(scope: Construct, id: string, spec: NamespaceSpec): ApiObject {
  const { name = id, podSecurity, labels, annotations } = spec;
  const levels = podSecurity && {
    'pod-security.kubernetes.io/enforce': podSecurity,
    'pod-security.kubernetes.io/warn': podSecurity,
  };
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...levels, ...labels }, annotations },
  });
}

/** An object as it is written; those of Traefik's kinds are checked as the sections of their own are. */
export function makeRawObject(scope: Construct, id: string, object: RawObject): ApiObject {
  const { apiVersion, kind, metadata, ...content } = object;
  const named: ApiObjectMetadata = { name: id, ...metadata };
  if (apiVersion === traefikApiVersion && isTraefikKind(kind)) {
    const { spec } = content;
    return new TraefikObject(scope, id, { kind, metadata: named, spec: Object(spec) });
  }
  return new ApiObject(scope, id, { ...content, apiVersion, kind, metadata: named });
}

/** Checks name fields without `spec` in front, where the object has them below it. */
export function rawField(field: FieldPath, object: RawObject): FieldPath {
  const [first] = field;
  return first === undefined || Object.hasOwn(object, first) ? field : ['spec', ...field];
}
