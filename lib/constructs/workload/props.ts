import type { Size } from 'cdk8s';
import type { Cpu, EnvValue as PlusEnvValue } from 'cdk8s-plus-28';
import { Construct, type IConstruct } from 'constructs';
import type {
  EmptyDirSpec,
  EnvValue,
  EnvValueSource,
  GoCronJobSpec,
  GoJobSpec,
  GoPodSpec,
  GoServiceSpec,
  Quantity,
  ResourceQuantities,
  ServiceAccountSpec,
  TraefikPeerSpec,
  VolumeClaimSpec,
} from './spec';

/** A quantity as text or number, as `Size` of cdk8s or as `Cpu` of cdk8s-plus-28. */
export type QuantityLike = Quantity | Size | Cpu;

/** Requests and limits with quantities of any form. */
export interface ResourcesProps {
  /** @default see {@link GoServiceSpec.resources} */
  readonly requests?: Readonly<Record<string, QuantityLike | false>>;

  /** @default see {@link GoServiceSpec.resources} */
  readonly limits?: Readonly<Record<string, QuantityLike | false>>;
}

/** A volume claim with a size of any form. */
export interface VolumeClaimProps extends Omit<VolumeClaimSpec, 'size'> {
  /** Size that is requested. */
  readonly size: QuantityLike;
}

/** A construct of an object that has a name, such as a ServiceAccount of cdk8s-plus-28 or an ApiObject. */
export type NamedConstruct = IConstruct & { readonly name: string };

/** What only code can say of a program in a pod: constructs and classes in the place of names and texts. */
export interface GoPodProps {
  /** Name of all objects. @default the construct's id */
  readonly name?: string;

  /** Namespace of all objects. @default that of the chart */
  readonly namespace?: string;

  /** Name of the environment, for telemetry. @default none */
  readonly environment?: string;

  /** Environment variables by name; `EnvValue` of cdk8s-plus-28 is fine. */
  readonly env?: Readonly<Record<string, EnvValue | PlusEnvValue>>;

  /** Requests and limits; `false` sets none. @default cpu request 100m, memory request and limit 128Mi, no CPU limit */
  readonly resources?: ResourcesProps | false;

  /** Scratch directories by absolute path with their size. @default `/tmp` with 64Mi */
  readonly writable?: Readonly<Record<string, QuantityLike | EmptyDirSpec | false>>;

  /** A name or construct is that of an existing account; `false` uses the namespace's. @default an account of its own */
  readonly serviceAccount?: string | ServiceAccountSpec | NamedConstruct | false;
}

/**
 * What a GoService is made of: all of {@link GoServiceSpec}, and what only code can say. Wherever the spec wants the
 * name of a ConfigMap or Secret as `{ name }`, its construct can stand; its content then rolls the pods.
 */
export interface GoServiceProps extends Omit<GoServiceSpec, keyof GoPodProps | 'volumeClaims'>, GoPodProps {
  /** Where Traefik runs, unless `networkPolicy.traefik` says so. @default namespace "traefik" */
  readonly traefik?: TraefikPeerSpec;

  /** Volumes that each pod has for itself, by name. They make the service a StatefulSet. */
  readonly volumeClaims?: Readonly<Record<string, VolumeClaimProps>>;
}

/** What a GoJob is made of: all of {@link GoJobSpec}, and what only code can say, as for a GoService. */
export interface GoJobProps extends Omit<GoJobSpec, keyof GoPodProps>, GoPodProps {}

/** What a GoCronJob is made of: all of {@link GoCronJobSpec}, and what only code can say, as for a GoService. */
export interface GoCronJobProps extends Omit<GoCronJobSpec, keyof GoPodProps>, GoPodProps {}

/** The plain part of a service's props, with constructs and classes replaced by what they stand for. */
export function plainSpec({ volumeClaims, ...props }: GoServiceProps): GoServiceSpec {
  return {
    ...plainPod(props),
    ...(volumeClaims && {
      volumeClaims: mapValues(volumeClaims, (claim) => ({ ...claim, size: plainQuantity(claim.size) })),
    }),
  };
}

/** The same of what services and jobs have in common. */
export function plainPod<Props extends GoPodProps>(
  props: Props,
): Omit<Props, keyof GoPodProps> & Pick<GoPodSpec, 'env' | 'resources' | 'serviceAccount' | 'writable'> {
  const {
    name: _name,
    namespace: _namespace,
    environment: _environment,
    env,
    resources,
    serviceAccount,
    writable,
    ...rest
  } = props;
  return {
    ...rest,
    ...(env && { env: mapValues(env, plainValue) }),
    ...(resources !== undefined && { resources: plainResources(resources) }),
    ...(writable && { writable: mapValues(writable, plainDirectory) }),
    ...(serviceAccount !== undefined && { serviceAccount: plainAccount(serviceAccount) }),
  };
}

function plainAccount(
  account: NonNullable<GoServiceProps['serviceAccount']> | false,
): GoServiceSpec['serviceAccount'] {
  return isNamedConstruct(account) ? account.name : account;
}

function isNamedConstruct(value: unknown): value is NamedConstruct {
  return Construct.isConstruct(value) && 'name' in value;
}

function plainResources(resources: ResourcesProps | false): GoServiceSpec['resources'] {
  if (resources === false) return false;
  const { requests, limits } = resources;
  return {
    ...(requests && { requests: plainQuantities(requests) }),
    ...(limits && { limits: plainQuantities(limits) }),
  };
}

function plainQuantities(quantities: Readonly<Record<string, QuantityLike | false>>): ResourceQuantities {
  return mapValues(quantities, (quantity) => (quantity === false ? false : plainQuantity(quantity)));
}

function plainDirectory(size: QuantityLike | EmptyDirSpec | false): Quantity | EmptyDirSpec | false {
  return typeof size === 'object' && !('asString' in size || 'amount' in size)
    ? size
    : size && plainQuantity(size);
}

function plainQuantity(quantity: QuantityLike): Quantity {
  if (typeof quantity !== 'object') return quantity;
  return 'asString' in quantity ? quantity.asString() : quantity.amount;
}

function plainValue(value: EnvValue | PlusEnvValue): EnvValue {
  if (typeof value !== 'object') return value;
  const valueFrom: EnvValueSource | undefined = value.valueFrom;
  return valueFrom === undefined && 'value' in value ? String(value.value) : { valueFrom: valueFrom ?? {} };
}

function mapValues<A, B>(
  map: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
