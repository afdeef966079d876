import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Json, nonEmpty } from './json';
import type { NetworkPolicySpec as PolicySpec } from './kubernetes';
import { podSelector } from './labels';
import type { OwnedData, PodModel } from './model';
import { type Traffic, networkPolicySpec } from './network-policy';
import type { KnownService, ServiceRegistry } from './registry';
import type { NetworkPolicySpec, TraefikPeerSpec } from './spec';

/** How an object differs in its metadata from the others of its workload. */
export interface ObjectNaming {
  /** Id of the construct. @default the kind */
  readonly id?: string;
  /** @default the name of the workload */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of a workload, with the name, namespace, labels and annotations that all of them have. */
export function makeObject(
  scope: Construct,
  model: PodModel,
  type: { readonly apiVersion: string; readonly kind: string },
  content: Json,
  own: ObjectNaming = {},
): ApiObject {
  const { name, namespace, labels, selector, spec } = model;
  return new ApiObject(scope, own.id ?? type.kind, {
    ...type,
    metadata: {
      name: own.name ?? name,
      ...(namespace !== undefined && { namespace }),
      labels: { ...labels, ...own.labels, ...selector },
      annotations: nonEmpty({ ...spec.annotations, ...own.annotations }),
    },
    ...content,
  });
}

/** The workload's own ServiceAccount, unless it uses another. */
export function makeServiceAccount(scope: Construct, model: PodModel): ApiObject | undefined {
  const { serviceAccount = {}, automountServiceAccountToken = false } = model.spec;
  if (typeof serviceAccount === 'string' || serviceAccount === false) return undefined;
  const { annotations, labels } = serviceAccount;
  const type = { apiVersion: 'v1', kind: 'ServiceAccount' };
  return makeObject(scope, model, type, { automountServiceAccountToken }, { annotations, labels });
}

/** The ConfigMaps and Secrets that the workload brings along. */
export function makeOwnedData(scope: Construct, model: PodModel): void {
  for (const { kind, name, data } of model.owned) {
    const content = kind === 'Secret' ? { type: 'Opaque', data: encoded(data) } : { data };
    makeObject(scope, model, { apiVersion: 'v1', kind }, content, { id: name, name });
  }
}

function encoded(data: OwnedData['data']): OwnedData['data'] {
  return Object.fromEntries(
    Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
}

/** The NetworkPolicy of the pods. Routes and callers are declared after it, so its rules wait for the synth. */
export function makeNetworkPolicy(
  scope: Construct,
  model: PodModel,
  self: KnownService & Pick<Traffic, 'routed'>,
  registry: ServiceRegistry,
  spec: NetworkPolicySpec,
  traefik: TraefikPeerSpec = {},
): ApiObject {
  const produce = (): PolicySpec => ({
    podSelector: podSelector(model.selector, self.otherNames),
    ...networkPolicySpec(spec, {
      ports: model.ports,
      routed: self.routed,
      callers: registry.callersOf(self),
      called: registry.calledBy(self, model.spec.dependsOn ?? []),
      traefik,
    }),
  });
  const type = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  return makeObject(scope, model, type, { spec: Lazy.any({ produce }) });
}
