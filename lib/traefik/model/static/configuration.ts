import { isPlainMap } from '../../../core/base';
import type { DecodeError } from '../../api/read';
import { ProblemError, type Problem } from '../../../core/finding';
import { type TraefikVersion, readVersion } from '../../version';
import { chartDefaults, chartExposedPorts } from './chart';
import { type EntryPointFile, type StaticFile, readConfiguration } from './schema';
import { validate } from './validate';
import { laterOptions } from './later-options';

/** One entry point with what its address says. */
export interface EntryPoint {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
  /** Port on which Traefik listens. */
  readonly port: number;
  /** Port at which clients reach it as far as is said: the Service's under the Helm chart, else its own. */
  readonly exposedPort: number | undefined;
  /** Port at which clients reach an entry point of this name under the Helm chart. */
  readonly usualPort: number | undefined;
  readonly file: EntryPointFile;
}

/** Static configuration with Traefik's defaults filled in. */
export interface StaticConfiguration {
  /** The release of Traefik that runs with it. */
  readonly version: TraefikVersion;
  readonly file: StaticFile;
  readonly entryPoints: ReadonlyMap<string, EntryPoint>;
  /** Entry points of routers that name none, sorted. */
  readonly defaultEntryPoints: readonly string[];
}

/** Whether the provider of Traefik's own kinds names what it makes so that no two get one name. */
export function usesSafeNames({ file }: Pick<StaticConfiguration, 'file'>): boolean {
  return file.providers?.kubernetesCRD?.safeNaming === true;
}

/** The port at which clients reach an entry point, where that is said. */
type Exposure = (name: string, port: number) => number | undefined;

/** The entry point of Traefik's own routers. */
export const internalEntryPoint = 'traefik';

/**
 * Reads Traefik's static configuration, as parsed YAML. Without one: what the official Helm chart 41 runs.
 * Throws a ProblemError that names every field of a wrong type.
 * @param version the release of Traefik that runs with it
 * @param exposedPorts ports at which clients reach entry points, where they are not those of their addresses
 */
export function readStaticConfiguration(
  value?: unknown,
  exposedPorts: ReadonlyMap<string, number> = new Map(),
  version: TraefikVersion = readVersion(),
): StaticConfiguration {
  if (value === undefined) {
    const exposed: Exposure = (name) => exposedPorts.get(name) ?? chartExposedPorts.get(name);
    return effective(decode(chartDefaults, version), exposed, version);
  }
  return effective(decode(value, version), (name, port) => exposedPorts.get(name) ?? port, version);
}

function decode(value: unknown, version: TraefikVersion): StaticFile {
  const errors: DecodeError[] = [];
  if (value != null && !isPlainMap(value)) errors.push({ path: [], message: 'must be an object' });
  const file = readConfiguration(value, [], errors) ?? {};
  errors.push(...laterOptions(value, version), ...validate(file));
  if (errors.length > 0) throw new ProblemError(errors.map(toProblem));
  return file;
}

function toProblem({ path, message, fix }: DecodeError): Problem {
  return {
    rule: 'invalid-static-configuration',
    severity: 'error',
    message: `${path.join('.') || 'the static configuration'} ${message}.`,
    consequence: 'Traefik refuses to start.',
    ...(fix !== undefined && { fix }),
    field: path,
  };
}

function effective(file: StaticFile, exposed: Exposure, version: TraefikVersion): StaticConfiguration {
  const files = new Map(file.entryPoints);
  if (files.size === 0) files.set('http', { address: ':80' });
  if (needsInternalEntryPoint(file) && !files.has(internalEntryPoint)) {
    files.set(internalEntryPoint, { address: ':8080' });
  }
  const entryPoints = new Map(
    [...files].map(([name, entryPoint]) => [name, readEntryPoint(name, entryPoint, exposed)]),
  );
  return { version, file, entryPoints, defaultEntryPoints: defaultsOf([...entryPoints.values()]) };
}

function needsInternalEntryPoint({ api, ping, metrics, providers }: StaticFile): boolean {
  const prometheus = metrics?.prometheus;
  return (
    api?.insecure === true ||
    (ping !== undefined && !ping.manualRouting && isInternal(ping.entryPoint)) ||
    (prometheus !== undefined && !prometheus.manualRouting && isInternal(prometheus.entryPoint)) ||
    providers?.rest?.insecure === true
  );
}

function isInternal(entryPoint = internalEntryPoint): boolean {
  return entryPoint === internalEntryPoint;
}

function readEntryPoint(name: string, file: EntryPointFile, exposed: Exposure): EntryPoint {
  const [address = '', protocol = 'tcp'] = (file.address ?? '').split('/', 2);
  const port = Number(/:(\d+)$/.exec(address)?.[1] ?? 0);
  return {
    name,
    protocol: protocol.toLowerCase() === 'udp' ? 'udp' : 'tcp',
    port,
    exposedPort: exposed(name, port),
    usualPort: chartExposedPorts.get(name),
    file,
  };
}

function defaultsOf(entryPoints: readonly EntryPoint[]): readonly string[] {
  const flagged = entryPoints.some(({ file }) => file.asDefault);
  return entryPoints
    .filter(({ file }) => !flagged || file.asDefault)
    .filter(({ protocol, name }) => protocol !== 'udp' && name !== internalEntryPoint)
    .map(({ name }) => name)
    .sort();
}
