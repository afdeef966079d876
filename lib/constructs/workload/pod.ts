import { contentHashAnnotation } from './content-hash';
import { goVariables } from './go-runtime';
import { goCheck } from './init-check';
import { compact, nonEmpty } from './json';
import type { Container, PodSpec, VolumeMount } from './kubernetes';
import { versionLabel } from './labels';
import type { PodModel, ServiceModel } from './model';
import { type Placed, podPlacement } from './placement';
import { containerProbes } from './probes';
import { type Resources, resolveResources, withoutAccelerators } from './resources';
import { containerSecurityContext, podSecurityContext } from './security';
import type { EnvFromSpec, InitContainerSpec } from './spec';
import { telemetryVariables } from './telemetry';
import { type Variables, containerEnv, containerEnvFrom } from './variables';
import { podVolumes } from './volumes';

/** What a kind of workload adds to its pods. */
export interface PodRun {
  /** Workload that makes the pods. */
  readonly kind: Placed['kind'];
  /** Whether several pods can be at once. */
  readonly several: boolean;
  readonly gracePeriodSeconds?: number;
  /** @default "Always", which is left out */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** Fields of the main container beside those that every container has. */
  readonly container?: Partial<Container>;
}

/** Spec of the pods. */
export function podSpec(model: PodModel, run: PodRun): PodSpec {
  const { spec, mounts, selector } = model;
  const claims = Object.keys(spec.volumeClaims ?? {});
  const { volumes, volumeMounts } = podVolumes(mounts, claims);
  const check = goCheck(model);
  const hasClaims = claims.length > 0 || volumes.some((volume) => 'persistentVolumeClaim' in volume);
  return {
    serviceAccountName: accountName(model),
    automountServiceAccountToken: spec.automountServiceAccountToken ?? false,
    enableServiceLinks: spec.enableServiceLinks ?? false,
    securityContext: podSecurityContext(spec.securityContext, hasClaims),
    restartPolicy: run.restartPolicy,
    terminationGracePeriodSeconds: run.gracePeriodSeconds,
    imagePullSecrets: nonEmpty((spec.imagePullSecrets ?? []).map((name) => ({ name }))),
    ...podPlacement(spec.placement, { selector, kind: run.kind, several: run.several }),
    // First of all: the others may run programs of the same image.
    initContainers: nonEmpty([...check.containers, ...initContainers(model, volumeMounts)]),
    containers: [{ ...mainContainer(model, volumeMounts), ...run.container }],
    volumes: nonEmpty([...volumes, ...check.volumes]),
  };
}

/** What the main container of a service has beside: its ports, probes, and how it ends. */
export function serviceContainer({ spec, ports, shutdown }: ServiceModel): Partial<Container> {
  return {
    ports: nonEmpty(
      [...ports.values()].map((port) => ({
        name: port.name,
        containerPort: port.targetPort,
        ...(port.protocol !== 'TCP' && { protocol: port.protocol }),
      })),
    ),
    ...containerProbes(spec.probes, ports),
    lifecycle: nonEmpty(
      compact({
        postStart: spec.postStartCommand && { exec: { command: spec.postStartCommand } },
        ...shutdown.lifecycle,
      }),
    ),
  };
}

/** Labels of the pods, the selector's among them. */
export function podLabels({ version, labels, selector, spec }: PodModel): Readonly<Record<string, string>> {
  return { ...versionLabel(version), ...labels, ...spec.podLabels, ...selector };
}

/** Annotations of the pods; another hash of what they read makes new pods. */
export function podAnnotations(
  { podAnnotations: own }: PodModel['spec'],
  hash: string | undefined,
): Readonly<Record<string, string>> | undefined {
  return nonEmpty({ ...own, ...(hash !== undefined && { [contentHashAnnotation]: hash }) });
}

/** Name of the ServiceAccount; nothing for the namespace's default one. */
function accountName({ spec, name }: PodModel): string | undefined {
  if (spec.serviceAccount === false) return undefined;
  return typeof spec.serviceAccount === 'string' ? spec.serviceAccount : name;
}

function mainContainer(model: PodModel, volumeMounts: readonly VolumeMount[]): Container {
  const { name, spec, resources } = model;
  return container(
    model,
    { name, command: spec.command, args: spec.args, workingDir: spec.workingDir },
    volumeMounts,
    resources,
  );
}

interface NamedContainer extends InitContainerSpec {
  readonly name: string;
  readonly workingDir?: string;
}

/** Init containers in their order, the preflight last: it checks what the others prepared. */
function initContainers(model: PodModel, volumeMounts: readonly VolumeMount[]): readonly Container[] {
  const { spec, resources } = model;
  const declared: NamedContainer[] = Object.entries(spec.initContainers ?? {}).map(([name, init]) => ({
    name,
    ...init,
  }));
  if (spec.preflight) {
    declared.push({
      ...spec.preflight,
      name: 'preflight',
      command: spec.preflight.command ?? spec.command,
      workingDir: spec.workingDir,
    });
  }
  const shared = withoutAccelerators(resources, spec.placement?.accelerators);
  return declared.map((init) => ({
    ...container(model, init, volumeMounts, init.resources ? resolveResources(init.resources) : shared),
    restartPolicy: init.restartPolicy,
  }));
}

/** What the main container and the init containers have in common. */
function container(
  model: PodModel,
  own: NamedContainer,
  volumeMounts: readonly VolumeMount[],
  { requests, limits }: Resources,
): Container {
  const { spec, version, name, environment } = model;
  const variables: Variables = {
    ...telemetryVariables(spec.telemetry, { name, version, partOf: spec.partOf, environment }),
    ...goVariables(spec.runtime === 'other' ? false : spec.go, { requests, limits }),
    ...spec.env,
    ...own.env,
  };
  return {
    name: own.name,
    image: own.image ?? spec.image,
    imagePullPolicy: spec.imagePullPolicy,
    command: own.command,
    args: own.args,
    workingDir: own.workingDir,
    env: nonEmpty(containerEnv(variables)),
    envFrom: nonEmpty(containerEnvFrom([...ownedSources(model), ...(spec.envFrom ?? [])])),
    resources: nonEmpty(compact({ requests: nonEmpty(requests), limits: nonEmpty(limits) })),
    securityContext: containerSecurityContext(spec.securityContext),
    volumeMounts: nonEmpty(volumeMounts),
  };
}

function ownedSources({ owned }: PodModel): readonly EnvFromSpec[] {
  return owned
    .filter(({ field }) => field[1] === 'env')
    .map(({ kind, name }) => (kind === 'Secret' ? { secretRef: { name } } : { configMapRef: { name } }));
}
