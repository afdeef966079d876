import type { ClusterFacts } from '../../check/cluster';
import { traefikFactsOf } from '../../check/cluster';
import type { ReadObject } from '../../core/manifest';
import { type Problem, hasErrors } from '../../core/finding';
import { decodeContainerLabels, isRefused } from '../../traefik/labels';
import { readStaticConfiguration } from '../../traefik/model';
import { type ComposeModel, type ComposeOptions, readCompose } from '../compose';
import { type ContainerKind, containersOf } from './containers';
import { dynamicFilesOf } from './dynamic-files';
import { traefikElsewhere } from './elsewhere';
import { traefikOf } from './traefik';

/** Containers of a project, and the Traefik that reads them. */
export interface ComposedSource {
  readonly objects: readonly ReadObject[];
  readonly facts: ClusterFacts;
  /** Ports that are taken for granted, by service; for none that nothing is known of. */
  readonly assumedPorts: ReadonlyMap<string, number>;
  /** Where the labels stand that the Docker provider reads: those of containers, or of the services of a swarm. */
  readonly dockerLabels: 'labels' | 'deploy.labels';
  readonly problems: readonly Problem[];
}

/**
 * A Compose project as Traefik's Docker provider sees it: its containers as objects, behind the project's own Traefik.
 *
 * @param traefik another static configuration in place of that of the project's own Traefik
 */
export function readComposedSource(options: ComposeOptions, traefik?: object): ComposedSource {
  const { project, problems } = readCompose(options);
  if (!project || hasErrors(problems)) return nothing(problems);
  return composedSource(project, problems, traefik);
}

/** The same of a project that was read. */
export function composedSource(
  project: ComposeModel,
  before: readonly Problem[] = [],
  traefik?: object,
): ComposedSource {
  const found = traefik === undefined ? traefikOf(project) : undefined;
  const told = found || traefik ? (found?.problems ?? []) : [noTraefik(project)];
  const problems = [...before, ...told];
  if (hasErrors(problems)) return nothing(problems);
  const configuration = traefik ?? found?.configuration ?? traefikElsewhere(project);
  const { docker, swarm } = readStaticConfiguration(configuration).file.providers ?? {};
  const isOldSwarm = found?.isOldSwarm === true;
  const kinds: readonly ContainerKind[] = [
    ...(swarm ? (['Task'] as const) : []),
    ...(docker || !swarm ? ([isOldSwarm ? 'OldTask' : 'Container'] as const) : []),
  ];
  const isExposed = (docker ?? swarm)?.exposedByDefault ?? true;
  const containers = containersOf(project, kinds, (labels) => isRead(labels, isExposed));
  const files = found && dynamicFilesOf(project, found.service, configuration);
  return {
    objects: [...containers.objects, ...(files?.objects ?? [])],
    facts: {
      traefik: {
        ...traefikFactsOf(configuration),
        ...(found && { exposedPorts: found.exposedPorts }),
      },
    },
    assumedPorts: containers.assumedPorts,
    dockerLabels: isOldSwarm ? 'deploy.labels' : 'labels',
    problems: [...problems, ...containers.problems, ...(files?.problems ?? [])],
  };
}

function nothing(problems: readonly Problem[]): ComposedSource {
  return { objects: [], facts: {}, assumedPorts: new Map(), dockerLabels: 'labels', problems };
}

function isRead(labels: Readonly<Record<string, string>>, isExposed: boolean): boolean {
  const read = decodeContainerLabels(labels, 'docker');
  return isRefused(read) ? false : (read.configuration.enable ?? isExposed);
}

function noTraefik(project: ComposeModel): Problem {
  return {
    rule: 'no-composed-traefik',
    severity: 'info',
    message: `No service of ${project.name} is Traefik.`,
    location: project.locate(['services']),
  };
}
