import { goVariables } from './go-runtime';
import { nonEmpty } from './json';
import type { Container, PodSpec, VolumeMount } from './kubernetes';
import type { ServiceModel } from './model';
import { podPlacement } from './placement';
import { containerProbes } from './probes';
import { type Resources, resolveResources, withoutAccelerators } from './resources';
import { containerSecurityContext, podSecurityContext } from './security';
import type { EnvFromSpec, InitContainerSpec } from './spec';
import { telemetryVariables } from './telemetry';
import { type Variables, containerEnv, containerEnvFrom } from './variables';
import { podVolumes } from './volumes';

/** Spec of the pods. */
export function podSpec(model: ServiceModel): PodSpec {
  const { spec, shutdown, mounts, replicas, selector, kind } = model;
  const claims = Object.keys(spec.volumeClaims ?? {});
  const { volumes, volumeMounts } = podVolumes(mounts, claims);
  const hasClaims = claims.length > 0 || volumes.some((volume) => 'persistentVolumeClaim' in volume);
  return {
    serviceAccountName: accountName(model),
    automountServiceAccountToken: spec.automountServiceAccountToken ?? false,
    enableServiceLinks: spec.enableServiceLinks ?? false,
    securityContext: podSecurityContext(spec.securityContext, hasClaims),
    terminationGracePeriodSeconds: shutdown.gracePeriodSeconds,
    imagePullSecrets: nonEmpty((spec.imagePullSecrets ?? []).map((name) => ({ name }))),
    ...podPlacement(spec.placement, { selector, kind, several: replicas.max > 1 }),
    initContainers: nonEmpty(initContainers(model, volumeMounts)),
    containers: [mainContainer(model, volumeMounts)],
    volumes: nonEmpty(volumes),
  };
}

/** Name of the ServiceAccount; nothing for the namespace's default one. */
function accountName({ spec, name }: ServiceModel): string | undefined {
  if (spec.serviceAccount === false) return undefined;
  return typeof spec.serviceAccount === 'string' ? spec.serviceAccount : name;
}

function mainContainer(model: ServiceModel, volumeMounts: readonly VolumeMount[]): Container {
  const { name, spec, ports, shutdown } = model;
  return {
    ...container(model, { name, command: spec.command, args: spec.args }, volumeMounts, model.resources),
    ports: nonEmpty(
      [...ports.values()].map((port) => ({
        name: port.name,
        containerPort: port.targetPort,
        ...(port.protocol !== 'TCP' && { protocol: port.protocol }),
      })),
    ),
    ...containerProbes(spec.probes, ports),
    lifecycle: shutdown.lifecycle,
  };
}

interface NamedContainer extends InitContainerSpec {
  readonly name: string;
}

/** Init containers in their order, the preflight last: it checks what the others prepared. */
function initContainers(model: ServiceModel, volumeMounts: readonly VolumeMount[]): readonly Container[] {
  const { spec, resources } = model;
  const declared: NamedContainer[] = Object.entries(spec.initContainers ?? {}).map(([name, init]) => ({
    name,
    ...init,
  }));
  if (spec.preflight) {
    declared.push({ ...spec.preflight, name: 'preflight', command: spec.preflight.command ?? spec.command });
  }
  const shared = withoutAccelerators(resources, spec.placement?.accelerators);
  return declared.map((init) => ({
    ...container(model, init, volumeMounts, init.resources ? resolveResources(init.resources) : shared),
    restartPolicy: init.restartPolicy,
  }));
}

/** What the main container and the init containers have in common. */
function container(
  model: ServiceModel,
  own: NamedContainer,
  volumeMounts: readonly VolumeMount[],
  { requests, limits }: Resources,
): Container {
  const { spec, version, name, environment } = model;
  const variables: Variables = {
    ...telemetryVariables(spec.telemetry, { name, version, partOf: spec.partOf, environment }),
    ...goVariables(spec.go, { requests, limits }),
    ...spec.env,
    ...own.env,
  };
  return {
    name: own.name,
    image: own.image ?? spec.image,
    imagePullPolicy: spec.imagePullPolicy,
    command: own.command,
    args: own.args,
    env: nonEmpty(containerEnv(variables)),
    envFrom: nonEmpty(containerEnvFrom([...ownedSources(model), ...(spec.envFrom ?? [])])),
    resources: nonEmpty({
      ...(nonEmpty(requests) && { requests }),
      ...(nonEmpty(limits) && { limits }),
    }),
    securityContext: containerSecurityContext(spec.securityContext),
    volumeMounts: nonEmpty(volumeMounts),
  };
}

function ownedSources({ owned }: ServiceModel): readonly EnvFromSpec[] {
  return owned
    .filter(({ field }) => field[1] === 'env')
    .map(({ kind, name }) => (kind === 'Secret' ? { secretRef: { name } } : { configMapRef: { name } }));
}
