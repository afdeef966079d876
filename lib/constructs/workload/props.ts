import type { Duration, Size } from 'cdk8s';
import type { Cpu, EnvValue as PlusEnvValue, PersistentVolumeClaim, Volume } from 'cdk8s-plus-28';
import { Construct, type IConstruct } from 'constructs';
import type {
  EmptyDirSpec,
  EnvValue,
  EnvValueSource,
  GoCronJobSpec,
  GoJobSpec,
  GoPodSpec,
  GoServiceSpec,
  MountSpec,
  ProbesSpec,
  Quantity,
  ResourceQuantities,
  RolloutSpec,
  ServiceAccountSpec,
  SharedClaimSpec,
  ShutdownSpec,
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

/** What is mounted at a path, with a claim by its construct. */
export interface MountProps extends Omit<MountSpec, 'persistentVolumeClaim'> {
  /** A claim that exists, or the construct that makes it, whose access modes are known. */
  readonly persistentVolumeClaim?: SharedClaimSpec | PersistentVolumeClaim;
}

/** The same fields, where seconds may be a `Duration` of cdk8s. */
export type Timed<T> = T extends object
  ? {
      readonly [Field in keyof T]: Field extends `${string}Seconds${string}`
        ? T[Field] | Duration
        : Timed<T[Field]>;
    }
  : T;

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

  /** What else is mounted, by absolute path; a `Volume` of cdk8s-plus-28 is fine. */
  readonly mounts?: Readonly<Record<string, MountProps | Volume>>;

  /** Secrets for pulling the image, in the same namespace, by name or construct. @default those of the service account */
  readonly imagePullSecrets?: readonly (string | NamedConstruct)[];

  /** A name or construct is that of an existing account; `false` uses the namespace's. @default an account of its own */
  readonly serviceAccount?: string | ServiceAccountSpec | NamedConstruct | false;
}

/** The times of a service. */
export interface GoServiceTimes {
  /** When a pod gets traffic and when it is restarted. @default HTTP, gRPC or TCP, by the ports */
  readonly probes?: Timed<ProbesSpec> | false;

  /** How a new version takes the place of the old one. @default one pod more, none less */
  readonly rollout?: Timed<RolloutSpec>;

  /** How a pod ends. @default 10 s for routes to go, 25 s to drain, 5 s to exit */
  readonly shutdown?: Timed<ShutdownSpec>;
}

/**
 * What a GoService is made of: all of {@link GoServiceSpec}, and what only code can say. Wherever the spec wants the
 * name of a ConfigMap or Secret as `{ name }`, its construct can stand; its content then rolls the pods.
 */
export interface GoServiceProps
  extends
    Omit<GoServiceSpec, keyof GoPodProps | 'volumeClaims' | keyof GoServiceTimes>,
    GoPodProps,
    GoServiceTimes {
  /** Where Traefik runs, unless `networkPolicy.traefik` says so. @default namespace "traefik" */
  readonly traefik?: TraefikPeerSpec;

  /** Volumes that each pod has for itself, by name. They make the service a StatefulSet. */
  readonly volumeClaims?: Readonly<Record<string, VolumeClaimProps>>;
}

/** What a GoJob is made of: all of {@link GoJobSpec}, and what only code can say, as for a GoService. */
export interface GoJobProps
  extends Omit<GoJobSpec, keyof GoPodProps | JobTimes>, Timed<Pick<GoJobSpec, JobTimes>>, GoPodProps {}

/** What a GoCronJob is made of: all of {@link GoCronJobSpec}, and what only code can say, as for a GoService. */
export interface GoCronJobProps
  extends
    Omit<GoCronJobSpec, keyof GoPodProps | CronJobTimes>,
    Timed<Pick<GoCronJobSpec, CronJobTimes>>,
    GoPodProps {}

type JobTimes = 'activeDeadlineSeconds' | 'terminationGracePeriodSeconds' | 'ttlSecondsAfterFinished';
type CronJobTimes = Exclude<JobTimes, 'ttlSecondsAfterFinished'> | 'startingDeadlineSeconds';

/** The plain part of a service's props, with constructs and classes replaced by what they stand for. */
export function plainSpec({
  volumeClaims,
  probes,
  rollout,
  shutdown,
  ...props
}: GoServiceProps): GoServiceSpec {
  return {
    ...plainPod(props),
    ...(probes !== undefined && { probes: probes && plainTimes<ProbesSpec>(probes) }),
    ...(rollout && { rollout: plainTimes<RolloutSpec>(rollout) }),
    ...(shutdown && { shutdown: plainTimes<ShutdownSpec>(shutdown) }),
    ...(volumeClaims && {
      volumeClaims: mapValues(volumeClaims, (claim) => ({ ...claim, size: plainQuantity(claim.size) })),
    }),
  };
}

/** The plain part of a job's props. */
export function plainJob(props: GoJobProps): GoJobSpec {
  const { activeDeadlineSeconds, terminationGracePeriodSeconds, ttlSecondsAfterFinished, ...rest } = props;
  const times = { activeDeadlineSeconds, terminationGracePeriodSeconds, ttlSecondsAfterFinished };
  return { ...plainPod(rest), ...plainTimes<Pick<GoJobSpec, JobTimes>>(times) };
}

/** The plain part of the props of a job by schedule. */
export function plainCronJob(props: GoCronJobProps): GoCronJobSpec {
  const { activeDeadlineSeconds, terminationGracePeriodSeconds, startingDeadlineSeconds, ...rest } = props;
  const times = { activeDeadlineSeconds, terminationGracePeriodSeconds, startingDeadlineSeconds };
  return { ...plainPod(rest), ...plainTimes<Pick<GoCronJobSpec, CronJobTimes>>(times) };
}

type PlainField = 'env' | 'imagePullSecrets' | 'mounts' | 'resources' | 'serviceAccount' | 'writable';

/** The same of what services and jobs have in common. */
function plainPod<Props extends GoPodProps>(
  props: Props,
): Omit<Props, keyof GoPodProps> & Pick<GoPodSpec, PlainField> {
  const {
    name: _name,
    namespace: _namespace,
    environment: _environment,
    env,
    imagePullSecrets,
    mounts,
    resources,
    serviceAccount,
    writable,
    ...rest
  } = props;
  return {
    ...rest,
    ...(env && { env: mapValues(env, plainValue) }),
    ...(imagePullSecrets && { imagePullSecrets: imagePullSecrets.map(nameOf) }),
    ...(mounts && { mounts: mapValues(mounts, plainMount) }),
    ...(resources !== undefined && { resources: plainResources(resources) }),
    ...(writable && { writable: mapValues(writable, plainDirectory) }),
    ...(serviceAccount !== undefined && { serviceAccount: plainAccount(serviceAccount) }),
  };
}

function nameOf(object: string | NamedConstruct): string {
  return typeof object === 'string' ? object : object.name;
}

function plainMount(mount: MountProps | Volume): MountSpec {
  if (isVolume(mount)) return plainVolume(mount);
  const { persistentVolumeClaim: claim, ...rest } = mount;
  return { ...rest, ...(claim && { persistentVolumeClaim: plainClaim(claim) }) };
}

function isVolume(mount: MountProps | Volume): mount is Volume {
  return Construct.isConstruct(mount);
}

/** A volume of cdk8s-plus-28 says only in Kubernetes' words what it is. */
function plainVolume(volume: Volume): MountSpec {
  const { name: _name, persistentVolumeClaim, emptyDir, ...source } = volume._toKube();
  if (persistentVolumeClaim) return { persistentVolumeClaim };
  if (!emptyDir) return { volume: { ...source } };
  const { medium, sizeLimit } = emptyDir;
  return {
    emptyDir: {
      ...(medium === 'Memory' && { medium }),
      ...(sizeLimit && { sizeLimit: sizeLimit.value }),
    },
  };
}

function plainClaim(claim: SharedClaimSpec | PersistentVolumeClaim): SharedClaimSpec {
  if (!Construct.isConstruct(claim)) return claim;
  const [accessMode] = claim.accessModes ?? [];
  return { claimName: claim.name, ...(accessMode && { accessMode }) };
}

/** Seconds in the place of each `Duration`. */
function plainTimes<T extends object>(times: Timed<T>): T {
  const plain = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (isDuration(value)) return value.toSeconds();
    return mapValues({ ...value }, plain);
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else differs
  return plain(times) as T;
}

function isDuration(value: object): value is Pick<Duration, 'toSeconds'> {
  return 'toSeconds' in value && typeof value.toSeconds === 'function';
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
