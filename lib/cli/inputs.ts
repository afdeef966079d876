import { formatReport, printable } from '../core/finding';
import { Environments } from '../project/environment';
import {
  type ComposeSourceOptions,
  type Reading,
  SourceError,
  type SourceSurroundings,
  UnknownEnvironmentError,
  atVersion,
  exposedAt,
  joined,
  readSource,
  seenTraefik,
  together,
  trafficOf,
  withSecrets,
} from '../project/source';
import type { TrafficModel } from '../traefik/model';
import { VersionError, readVersion, unprovenNote } from '../traefik/version';
import { meant } from './arguments';
import { type Surroundings, UsageError } from './command';
import { readTraefik } from './traefik-file';

/** Options of every command that reads objects. */
export const inputOptions = {
  filename: { type: 'string', short: 'f', multiple: true },
  env: { type: 'string', multiple: true },
  environments: { type: 'string' },
  traefik: { type: 'string' },
  'traefik-version': { type: 'string' },
  compose: { type: 'string', multiple: true },
  profile: { type: 'string', multiple: true },
  'env-file': { type: 'string', multiple: true },
  'project-name': { type: 'string', short: 'p' },
  'exposed-port': { type: 'string', multiple: true },
  'assume-secrets': { type: 'boolean' },
} as const;

const {
  filename: _filename,
  env: _env,
  environments: _environments,
  compose: _compose,
  ...around
} = inputOptions;

/** Those that say how sources are read which a command names otherwise. */
export const sourceOptions = around;

/** What `--help` says of them. */
export const inputHelp = [
  '  -f, --filename PATH  a file, a folder (.yaml, .yml, .json below it), or - for standard input; repeatable.',
  '                       Also live: (the cluster of kubectl), git:REV:PATH (a revision of git) and env:NAME',
  "  --env NAME           what this repository's own program makes for an environment, behind its Traefik",
  '  --environments DIR   with --env: what the environment files of DIR declare, in place of that program',
  "  --compose FILE       a Compose project, as Traefik's Docker provider reads it; repeatable, each over those before it",
  '  --profile, --env-file, -p, --project-name   of the Compose project, as docker compose has them',
  '  --assume-secrets     take Secrets and ConfigMaps that are referred to and not there to exist',
  '  --traefik FILE       the static configuration of Traefik (default: what the environment says, else what the',
  '                       official Helm chart 41 runs)',
  '  --traefik-version V  the release of Traefik v3 (default: what the environment or an image of Traefik among the',
  '                       objects says, else the newest that is proven)',
  '  --exposed-port E=P   port P at which clients reach entry point E, where a Service or load balancer in front of',
  '                       Traefik maps it; repeatable',
].join('\n');

/** The values of these options. */
export interface InputValues {
  readonly filename?: readonly string[];
  readonly env?: readonly string[];
  readonly environments?: string;
  readonly traefik?: string;
  readonly 'traefik-version'?: string;
  readonly compose?: readonly string[];
  readonly profile?: readonly string[];
  readonly 'env-file'?: readonly string[];
  readonly 'project-name'?: string;
  readonly 'exposed-port'?: readonly string[];
  readonly 'assume-secrets'?: boolean;
}

/** What a command is asked about. */
export interface Input extends Pick<Reading, 'objects' | 'facts' | 'environment'> {
  /** What Traefik does with them. */
  readonly model: TrafficModel;
}

/**
 * Reads what the options name, and tells what is noteworthy of it. That there are no objects is told, but no mistake:
 * a cluster may be empty.
 *
 * @throws UsageError where nothing is named, or wrongly; ProblemError with everything that cannot be read
 */
export function readInput(values: InputValues, surroundings: Surroundings & SourceSurroundings): Input {
  const reading = readReading(values, surroundings);
  if (reading.problems.length > 0) surroundings.err(`${formatReport(reading.problems, surroundings)}\n`);
  return { ...reading, model: trafficOf(reading) };
}

/**
 * The traffic of other objects that are held against those of the options: behind the same Traefik, unless they say
 * another one.
 *
 * @throws UsageError where they are named wrongly; ProblemError with everything that cannot be read
 */
export function otherInput(
  source: string,
  values: InputValues,
  { facts: { traefik } }: Pick<Input, 'facts'>,
  surroundings: Surroundings,
): TrafficModel {
  const reading = readReading({ ...values, filename: [source], env: [] }, surroundings);
  const own = reading.facts.traefik;
  const isKnown = own?.configuration !== undefined || own?.entryPoints !== undefined;
  return trafficOf(isKnown || !traefik ? reading : { ...reading, facts: { ...reading.facts, traefik } });
}

/**
 * The same before anything is computed, and without telling what is noteworthy of it.
 *
 * @throws UsageError where nothing is named, or wrongly; ProblemError with everything that cannot be read
 */
export function readReading(values: InputValues, given: Surroundings & SourceSurroundings): Reading {
  const surroundings = withEnvironments(values, given);
  const { err } = surroundings;
  const { compose = [] } = values;
  const sources = [
    ...(values.filename ?? []),
    ...(values.env ?? []).map((name) => `env:${name}`),
    ...(compose.length > 0 ? [`compose:${compose.join(',')}`] : []),
  ];
  checkEnvironments(values, sources);
  if (sources.length === 0)
    throw new UsageError(
      'name the objects with -f, an environment with --env, or a Compose file with --compose',
    );
  const ports = exposedPorts(values['exposed-port'] ?? []);
  const version = versionOf('--traefik-version', values['traefik-version']);
  const traefik = values.traefik === undefined ? undefined : readTraefik(values.traefik, surroundings);
  const withoutSecrets = values['assume-secrets'] ?? false;
  const shared = together(sources, surroundings);
  const readings = sources.map((source) => {
    const options = { withoutSecrets, compose: composeOptions(values, traefik?.configuration) };
    const read = asUsage(() => readSource(source, shared, options));
    const versioned = version === undefined ? read : atVersion(read, version);
    return traefik ? traefik.before(versioned) : versioned;
  });
  let reading = asRunning(joined(readings), err);
  // What the image says of the release may be more than the static configuration of the file has been read for.
  if (traefik) reading = traefik.before(reading);
  if (reading.facts.secrets) surroundings.conceal?.(reading.facts.secrets);
  if (ports.size > 0) reading = exposedAt(reading, ports);
  if (reading.objects.length === 0) err(`There are no API objects in ${printable(sources.join(', '))}.\n`);
  if (withoutSecrets) {
    const { reading: complete, assumed } = withSecrets(reading);
    reading = complete;
    if (assumed.length > 0) err(`note: taken to exist: ${printable(assumed.join(', '))}\n`);
  }
  return reading;
}

/** Surroundings in which environments are those of the folder that the options name. */
export function withEnvironments<T extends SourceSurroundings>(
  { environments }: Pick<InputValues, 'environments'>,
  surroundings: T,
): T {
  return environments === undefined ? surroundings : { ...surroundings, environments };
}

/** @throws UsageError where a folder of environments is named, and none of them */
function checkEnvironments({ environments, env }: InputValues, sources: readonly string[]): void {
  if (environments === undefined || env || sources.some((source) => source.startsWith('env:'))) return;
  const known = Environments.names(environments);
  const there = known.length === 0 ? '' : `: there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`;
  throw new UsageError(`name with --env which environment of ${environments} is meant${there}`);
}

/** A source at the release of Traefik that its objects say, where nothing else does; tells which that is. */
function asRunning(reading: Reading, err: (text: string) => void): Reading {
  const isSaid = reading.facts.traefik?.version !== undefined;
  const { seen, problems } = isSaid ? { seen: undefined, problems: [] } : seenTraefik(reading.objects);
  if (seen) err(`note: Traefik ${seen.version}, as ${printable(seen.by)} says\n`);
  const versioned = seen ? atVersion(reading, seen.version) : reading;
  const told = [...versioned.problems, ...problems];
  const note = unprovenNote(readVersion(versioned.facts.traefik?.version));
  if (note !== undefined && told.every(({ rule }) => rule !== 'unproven-version')) err(`note: ${note}\n`);
  return { ...versioned, problems: told };
}

function composeOptions(
  { profile, 'env-file': envFiles, 'project-name': projectName }: InputValues,
  traefik: object | undefined,
): ComposeSourceOptions {
  return {
    ...(profile && { profiles: profile }),
    ...(envFiles && { envFiles }),
    ...(projectName !== undefined && { projectName }),
    ...(traefik && { traefik }),
  };
}

/** What was named wrongly, as wrong usage. */
export function asUsage<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof SourceError) throw new UsageError(error.message);
    if (!(error instanceof UnknownEnvironmentError)) throw error;
    const { environment, known, message } = error;
    const there = known.length === 0 ? 'there is none' : `there are ${known.join(', ')}`;
    throw new UsageError(`${message}: ${meant(environment, known, there)}`);
  }
}

/** @throws UsageError where it names no release of Traefik v3 */
export function versionOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return readVersion(text).text;
  } catch (error) {
    if (error instanceof VersionError) throw new UsageError(`${option}: ${error.message}`);
    throw error;
  }
}

function exposedPorts(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    values.map((value) => {
      const [, name, port] = /^([^=]+)=(\d{1,5})$/.exec(value) ?? [];
      if (name === undefined || Number(port) < 1 || Number(port) > 65_535)
        throw new UsageError(`--exposed-port takes ENTRYPOINT=PORT, not "${value}"`);
      return [name, Number(port)];
    }),
  );
}
