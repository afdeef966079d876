import type { ApiObjectData, ReadObject } from '../../core/manifest';
import { type Problem, ProblemError, SecretTexts, hasErrors } from '../../core/finding';
import type { ClusterFacts } from '../../check/cluster';
import type { ProgramHost } from '../program';

/** What a source holds: objects, and what is known of the cluster that receives them. */
export interface Reading {
  readonly objects: readonly ReadObject[];
  readonly facts: ClusterFacts;
  /** What is told, though it stops nothing. */
  readonly problems: readonly Problem[];
  /** The environment files that it was made from, where it was made from those of one environment. */
  readonly environment?: EnvironmentPlace;
}

/** An environment among the files of a folder. */
export interface EnvironmentPlace {
  readonly folder: string;
  readonly name: string;
}

/** What reading a source may need. */
export interface SourceSurroundings {
  /** Environment variables, for `${env:NAME}` and for the programs that are run. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readonly standardInput: () => string;
  /** Prints what is for people alone. */
  readonly err: (text: string) => void;
  /** Says what takes long. @default to nobody */
  readonly progress?: (text: string) => void;
  /** A folder of environment files that counts in place of the repository's program. @default its program */
  readonly environments?: string;
  /** Runs the repository's program in this process. @default each is run in a process of its own */
  readonly host?: ProgramHost;
  /** Reads an environment of the repository. @default its program is run for this one */
  readonly environmentOf?: (name: string) => Reading;
}

/** Objects without their places, as checks take them. */
export function plainObjects(objects: readonly ReadObject[]): readonly ApiObjectData[] {
  return objects.map(({ object }) => object);
}

/** @throws ProblemError where one of them is an error */
export function throwErrors(problems: readonly Problem[]): void {
  if (hasErrors(problems)) throw new ProblemError(problems);
}

/**
 * Several sources as one cluster.
 *
 * @throws ProblemError where they are behind Traefiks of different configurations
 */
export function joined(readings: readonly Reading[]): Reading {
  const [first, ...others] = readings;
  const environment = others.length === 0 ? first?.environment : undefined;
  return {
    ...(environment && { environment }),
    objects: readings.flatMap(({ objects }) => objects),
    facts: joinedFacts(readings.map(({ facts }) => facts)),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** What is known of one cluster by several accounts. */
export function joinedFacts(all: readonly ClusterFacts[]): ClusterFacts {
  const traefiks = all.flatMap(({ traefik }) => (traefik ? [traefik] : []));
  const [traefik] = traefiks;
  const key = ({ version, configuration, exposedPorts }: (typeof traefiks)[number]): string =>
    JSON.stringify([version, configuration, [...(exposedPorts ?? [])]]);
  const secrets = all.flatMap(({ secrets: own }) => [...(own?.texts ?? [])]);
  if (new Set(traefiks.map(key)).size > 1) throw new ProblemError([differentTraefiks]);
  return {
    ...(traefik && { traefik }),
    existing: all.flatMap(({ existing = [] }) => existing),
    ...(secrets.length > 0 && { secrets: new SecretTexts(secrets) }),
    ...(all.some(({ policies }) => policies) && { policies: policiesOnce(all) }),
    ...(all.some(({ claims }) => claims) && { claims: all.flatMap(({ claims = [] }) => claims) }),
  };
}

/** Environments hold most policies alike. */
function policiesOnce(all: readonly ClusterFacts[]): NonNullable<ClusterFacts['policies']> {
  const each = all.flatMap(({ policies = [] }) => policies);
  return [...new Map(each.map((policy) => [JSON.stringify(policy), policy])).values()];
}

const differentTraefiks: Problem = {
  rule: 'different-traefiks',
  severity: 'error',
  message: 'These objects come from environments whose Traefiks are configured differently.',
  consequence: 'No Traefik reads them together.',
  fix: 'Name the folder of one environment; or say with --traefik which Traefik reads them all.',
};
