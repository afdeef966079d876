import type { ComposeProblems } from './problem';
import type { ComposeService } from './project-shape';
import type { ComposeModel } from './project';

/** What a project says against itself: names that nothing has, and choices that exclude one another. */
export function checkConsistency(model: ComposeModel, problems: ComposeProblems): void {
  for (const [name, service] of Object.entries(model.services)) checkService(name, service, model, problems);
  for (const circle of dependencyCircles(model)) {
    problems.add(
      'compose-circle',
      model.locate(['services', circle[0] ?? '', 'depends_on']),
      `Services depend on one another in a circle: ${[...circle, circle[0]].join(' depends on ')}.`,
    );
  }
}

function checkService(
  name: string,
  service: ComposeService,
  model: ComposeModel,
  problems: ComposeProblems,
): void {
  const wrong = (path: readonly (string | number)[], message: string, fix?: string): void =>
    problems.add('inconsistent-compose', model.locate(['services', name, ...path]), message, fix);
  const unknown = (path: readonly (string | number)[], kind: string, target: string): void =>
    problems.add(
      'unknown-compose-name',
      model.locate(['services', name, ...path]),
      `The service ${name} names the ${kind} ${target}, which the project does not have.`,
    );
  if (!service.build && service.image === undefined && !service.provider) {
    wrong([], `The service ${name} has neither an image nor a build.`, 'Write image: or build:.');
  }
  if (service.build?.dockerfile !== undefined && service.build.dockerfile_inline !== undefined) {
    wrong(['build', 'dockerfile'], 'A build has a dockerfile or a dockerfile_inline, not both.');
  }
  if (service.network_mode !== undefined && service.networks && Object.keys(service.networks).length > 0) {
    wrong(['network_mode'], `The service ${name} has network_mode and networks, which exclude one another.`);
  }
  for (const network of Object.keys(service.networks ?? {})) {
    if (!Object.hasOwn(model.networks, network)) unknown(['networks', network], 'network', network);
  }
  const [kind] = service.healthcheck?.test ?? [];
  if (kind !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(kind)) {
    wrong(['healthcheck', 'test'], 'The list of a healthcheck test begins with CMD, CMD-SHELL or NONE.');
  }
  for (const [dependency, how] of Object.entries(service.depends_on ?? {})) {
    if (Object.hasOwn(model.services, dependency)) continue;
    const isDisabled = Object.hasOwn(model.disabledServices, dependency);
    if (isDisabled && how?.required !== true) continue;
    if (isDisabled) {
      wrong(
        ['depends_on', dependency],
        `The service ${name} depends on ${dependency}, which no active profile enables.`,
        `Activate a profile of ${dependency} with --profile, or write required: false.`,
      );
    } else unknown(['depends_on', dependency], 'service', dependency);
  }
  const shared = /^service:(.*)$/s.exec(service.network_mode ?? '')?.[1];
  if (shared !== undefined && !Object.hasOwn(model.services, shared))
    unknown(['network_mode'], 'service', shared);
  for (const [index, volume] of (service.volumes ?? []).entries()) {
    const { type, source } = volume;
    if (type === 'volume' && source !== undefined && !Object.hasOwn(model.volumes, source)) {
      unknown(['volumes', index], 'volume', source);
    }
  }
  for (const [index, { source }] of (service.configs ?? []).entries()) {
    if (source !== undefined && !Object.hasOwn(model.configs, source))
      unknown(['configs', index], 'config', source);
  }
  for (const [index, { source }] of (service.secrets ?? []).entries()) {
    if (source !== undefined && !Object.hasOwn(model.secrets, source))
      unknown(['secrets', index], 'secret', source);
  }
  checkScale(service, wrong);
  checkResources(service, wrong);
  checkMounts(service, wrong);
}

type Value = string | number | undefined;
type Wrong = (path: readonly (string | number)[], message: string) => void;

function checkScale(service: ComposeService, wrong: Wrong): void {
  const replicas = service.deploy?.replicas;
  const { scale } = service;
  if (scale !== undefined && replicas !== undefined && scale !== replicas) {
    wrong(['scale'], `scale is ${scale} and deploy.replicas ${replicas}.`);
  }
  if ((scale ?? replicas ?? 0) < 0)
    wrong([scale === undefined ? 'deploy' : 'scale'], 'A number of replicas is not negative.');
  if ((scale ?? replicas ?? 1) > 1 && service.container_name !== undefined) {
    wrong(['container_name'], 'Several replicas cannot have one container_name.');
  }
}

function checkResources(
  { cpus, mem_limit, mem_reservation, pids_limit, deploy }: ComposeService,
  wrong: Wrong,
): void {
  const { limits, reservations } = deploy?.resources ?? {};
  const pairs: readonly (readonly [string, Value, object | undefined, Value])[] = [
    ['cpus', cpus, limits, limits?.cpus],
    ['mem_limit', mem_limit, limits, limits?.memory],
    ['mem_reservation', mem_reservation, reservations, reservations?.memory],
    ['pids_limit', pids_limit, limits, limits?.pids],
  ];
  for (const [field, value, section, other] of pairs) {
    if (value === undefined || section === undefined) continue;
    const same =
      field === 'cpus' ? Math.fround(Number(value)) === Math.fround(Number(other)) : value === other;
    if (!same) wrong([field], `${field} is ${value}, and deploy.resources says ${other ?? 'nothing'}.`);
  }
}

function checkMounts({ tmpfs = [], volumes = [] }: ComposeService, wrong: Wrong): void {
  const targets = new Set<string>();
  const mounts = [
    ...tmpfs.map((mount, index) => ['tmpfs', index, mount.split(':')[0] ?? ''] as const),
    ...volumes.map(({ target = '' }, index) => ['volumes', index, target] as const),
  ];
  for (const [field, index, target] of mounts) {
    if (targets.has(target)) wrong([field, index], `Two mounts have the target ${target}.`);
    targets.add(target);
  }
}

/** Circles of services that wait for one another, each once. */
function dependencyCircles({ services }: ComposeModel): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    const at = chain.indexOf(name);
    if (at >= 0) {
      circles.push(chain.slice(at));
      return;
    }
    if (done.has(name)) return;
    for (const next of Object.keys(services[name]?.depends_on ?? {})) visit(next, [...chain, name]);
    done.add(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
  return circles;
}
