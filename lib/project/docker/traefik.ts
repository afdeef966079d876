import { isPlainMap } from '../../core/base';
import { type Location, type Problem, ProblemError, hasErrors } from '../../core/finding';
import { nestedValues } from '../../traefik/labels';
import { readStaticConfiguration } from '../../traefik/model';
import type { ComposeModel, ComposeService } from '../compose';
import { flagsOfVariables, readFlags } from './flags';
import { mountedFile } from './mounts';
import { readTraefikFile } from './traefik-file';
import { asVersion2 } from './version2';

/** The Traefik of a project. */
export interface ComposedTraefik {
  /** The service that runs it. */
  readonly service: string;
  /** Its static configuration, in the words of Traefik's own file. */
  readonly configuration: object;
  /** Ports at which clients reach its entry points, where they are not those of their addresses. */
  readonly exposedPorts: ReadonlyMap<string, number>;
  /** Whether it is a Traefik 2 whose Docker provider reads the services of a swarm. */
  readonly isOldSwarm: boolean;
  /** What Traefik would not start with, and what is not known of it. */
  readonly problems: readonly Problem[];
}

/** The service of a project that runs Traefik, by its image or by what it starts; undefined where none does. */
function traefikServiceOf(project: ComposeModel): string | undefined {
  return Object.keys(project.services).find((name) => {
    const { image = '', command, entrypoint } = project.services[name] ?? {};
    const started = [...(entrypoint ?? []), ...(command ?? [])];
    return (
      /(?:^|\/)traefik(?:[:@]|$)/.test(image) ||
      started.some((argument) => /^--?(?:providers\.|entrypoints\.)/i.test(argument))
    );
  });
}

/**
 * The static configuration of a project's own Traefik, as Traefik finds it: a file where there is one, else flags, else
 * variables `TRAEFIK_…`.
 */
export function traefikOf(project: ComposeModel): ComposedTraefik | undefined {
  const name = traefikServiceOf(project);
  const service = name === undefined ? undefined : project.services[name];
  if (name === undefined || !service) return undefined;
  const isOld = /traefik:v?2(?:\.|$|-)/.test(service.image ?? '');
  const found = configurationOf(project, name, service, isOld);
  const { configuration, isSwarm: isOldSwarm } = isOld
    ? asVersion2(found.configuration)
    : { configuration: found.configuration, isSwarm: false };
  const problems = [...found.problems, ...(isOld ? [oldTraefik(project, name, service)] : [])];
  const known = { service: name, isOldSwarm };
  const none = { configuration: {}, exposedPorts: new Map<string, number>() };
  if (hasErrors(problems)) return { ...known, ...none, problems };
  try {
    return { ...known, configuration, exposedPorts: exposedPorts(service, configuration), problems };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const placed = error.problems.map((problem) => ({ ...problem, location: found.locate(problem) }));
    return { ...known, ...none, problems: [...problems, ...placed] };
  }
}

interface Found {
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  /** Where what a problem is about was written. */
  readonly locate: (problem: Problem) => Location;
}

/** What is started: the image's own entry point puts `traefik` before flags. */
function argumentsOf({ entrypoint, command }: ComposeService): readonly string[] {
  const started = [...(entrypoint ?? []), ...(command ?? [])];
  const first = started.findIndex((argument) => argument.startsWith('-'));
  return first < 0 ? [] : started.slice(first);
}

function configurationOf(
  project: ComposeModel,
  name: string,
  service: ComposeService,
  isOld: boolean,
): Found {
  const args = argumentsOf(service);
  const command = project.locate(['services', name, 'command']);
  const flags = readFlags(args);
  if ('reason' in flags)
    return refused(`Traefik does not start with ${args[flags.argument] ?? ''}`, flags.reason, command);
  const named = Object.entries(flags.values).find(([key]) => key.toLowerCase() === 'traefik.configfile')?.[1];
  const file = fileOf(project, name, service, named);
  if (file) return file;
  if (args.length > 0) {
    const offset = (service.command ?? []).length - args.length;
    return ofValues(flags.values, isOld, (key) => {
      const index = flags.arguments.get(key);
      return index === undefined || offset < 0
        ? command
        : project.locate(['services', name, 'command', index + offset]);
    });
  }
  const variables = flagsOfVariables(service.environment ?? {});
  return ofValues(variables, isOld, (key) => {
    const variable = `TRAEFIK_${key.toUpperCase().replaceAll('.', '_')}`;
    return project.locate(['services', name, 'environment', variable]);
  });
}

/** The sections of Traefik's static configuration, and the flag that names its file. */
const sections: ReadonlySet<string> = new Set(
  (
    'accesslog api certificatesresolvers configfile core entrypoints experimental global hostresolver log metrics ocsp ' +
    'ping providers serverstransport spiffe tcpserverstransport tracing'
  ).split(' '),
);

/** Sections that Traefik 2 has besides. */
const oldSections: ReadonlySet<string> = new Set(['hub', 'pilot']);

function ofValues(
  values: Readonly<Record<string, string>>,
  isOld: boolean,
  placeOf: (name: string) => Location,
): Found {
  const nested = nestedValues(values);
  const names = Object.keys(values).map((key) => key.replace(/^traefik\./, ''));
  const placeFor = (path: string): Location => {
    const wanted = path.toLowerCase();
    const below = names.find((each) => each.toLowerCase().startsWith(wanted));
    return placeOf((below ?? names[0] ?? '').toLowerCase());
  };
  if ('reason' in nested) return refused('Traefik does not start', nested.reason, placeFor(''));
  const { configFile: _file, ...configuration } = nested.value;
  const unknown = Object.keys(configuration).find((key) => {
    const section = key.toLowerCase();
    return !sections.has(section) && !(isOld && oldSections.has(section));
  });
  if (unknown !== undefined)
    return refused(
      `Traefik has no setting "${unknown}"`,
      `field not found, node: ${unknown}`,
      placeFor(unknown),
    );
  return {
    configuration,
    problems: [],
    locate: ({ field = [] }) => placeFor(field.join('.').replaceAll(/\.(\d+)/g, '[$1]')),
  };
}

function refused(message: string, reason: string, location: Location): Found {
  const problem: Problem = {
    rule: 'invalid-static-configuration',
    severity: 'error',
    message: `${message}: ${reason}.`,
    consequence: 'Traefik refuses to start.',
    location,
  };
  return { configuration: {}, problems: [problem], locate: () => location };
}

/** Where Traefik looks for a file, in this order. */
const usualFiles = ['toml', 'yaml', 'yml'].map((extension) => `/etc/traefik/traefik.${extension}`);

function fileOf(
  project: ComposeModel,
  name: string,
  service: ComposeService,
  named: string | undefined,
): Found | undefined {
  const volumes = project.locate(['services', name, 'volumes']);
  for (const path of [...(named === undefined ? [] : [named]), ...usualFiles]) {
    const mounted = mountedFile(project, service, path);
    // A folder of which nothing is known may as well have no such file.
    if (mounted === undefined || (mounted === 'unknown' && path !== named)) continue;
    if (mounted === 'unknown')
      return { ...unread(`what ${path} of ${name} holds is not known here`, volumes), locate: () => volumes };
    const { value, problems, locate } = readTraefikFile(mounted, path);
    return {
      configuration: isPlainMap(value) ? value : {},
      problems,
      locate: ({ field = [] }) => locate(field),
    };
  }
  return undefined;
}

function unread(reason: string, location: Location): Pick<Found, 'configuration' | 'problems'> {
  const problem: Problem = {
    rule: 'unread-static-configuration',
    severity: 'error',
    message: `Traefik's static configuration cannot be read: ${reason}.`,
    location,
  };
  return { configuration: {}, problems: [problem] };
}

function oldTraefik(project: ComposeModel, name: string, { image = '' }: ComposeService): Problem {
  return {
    rule: 'old-traefik',
    severity: 'info',
    message: `${image} is Traefik 2: what Traefik 3 with core.defaultRuleSyntax v2 does is computed in its place.`,
    location: project.locate(['services', name, 'image']),
  };
}

/**
 * Ports of the host at which entry points are published.
 *
 * @throws ProblemError where Traefik does not start with the configuration
 */
function exposedPorts(service: ComposeService, configuration: object): ReadonlyMap<string, number> {
  const { entryPoints } = readStaticConfiguration(configuration);
  const published = new Map(
    (service.ports ?? []).map(({ target, published: outside, protocol = 'tcp' }) => [
      `${target}/${protocol}`,
      Number(outside ?? 0),
    ]),
  );
  return new Map(
    [...entryPoints].flatMap(([name, { port, protocol }]) => {
      const outside = published.get(`${port}/${protocol}`);
      return outside === undefined || Number.isNaN(outside) || outside === 0
        ? []
        : [[name, outside] as const];
    }),
  );
}
