import type { FieldPath } from '../../core/finding';
import { checkNodes } from './check';
import { fillStruct } from './fill';
import { LabelError, type LabelNode, nodesOf } from './nodes';
import { type Shape, configurationShape } from './shape';

/** What labels say, and which label says what. */
export interface ReadLabels<T> {
  readonly configuration: T;
  /** The labels that say the part at a path, or what lies below it; none where it is Traefik's default. */
  readonly labelsAt: (path: FieldPath) => readonly string[];
}

/** Labels of which Traefik makes nothing: it leaves the whole container out. */
export interface RefusedLabels {
  /** In Traefik's words. */
  readonly reason: string;
  /** The label that is at fault. */
  readonly label: string;
  /** Whether Traefik crashes over it, and its provider then knows of no container at all. */
  readonly isCrash: boolean;
}

type Named<T> = Readonly<Record<string, T>>;
type Plain = Readonly<Record<string, unknown>>;

/** The dynamic configuration of labels, in the words of /api/rawdata; a server has `port` and `scheme` beside. */
export interface LabelConfiguration {
  readonly http?: LabelSection;
  readonly tcp?: LabelSection;
  readonly udp?: LabelSection;
  readonly tls?: { readonly stores?: Named<Plain> };
}

/** What labels say of one protocol. */
export interface LabelSection {
  readonly routers?: Named<Plain>;
  readonly services?: Named<Plain>;
  readonly middlewares?: Named<Plain>;
}

/** What labels say of a container itself. */
export interface ContainerLabels {
  readonly enable?: boolean;
  readonly docker?: {
    readonly network?: string;
    readonly lbswarm?: boolean;
    readonly allownonrunning?: boolean;
  };
  readonly swarm?: { readonly network?: string; readonly lbswarm?: boolean };
}

type Labels = Readonly<Record<string, string>>;

/** Reads labels as Traefik v3.7 does (pkg/config/label, paerser): routers, services, middlewares, the default store. */
export function decodeLabels(labels: Labels): ReadLabels<LabelConfiguration> | RefusedLabels {
  return decode(labels, configurationShape(), [
    'traefik.http',
    'traefik.tcp',
    'traefik.udp',
    'traefik.tls.stores.default',
  ]);
}

const text: Shape = { kind: 'text', kept: true };
const flag: Shape = { kind: 'flag', kept: true };

const dockerShape: Shape = {
  kind: 'struct',
  fields: {
    Enable: flag,
    Docker: { kind: 'struct', kept: true, fields: { Network: text, LBSwarm: flag, AllowNonRunning: flag } },
    Swarm: { kind: 'struct', kept: true, fields: { Network: text, LBSwarm: flag } },
  },
};

const containerFilters = {
  docker: ['traefik.docker.', 'traefik.enable'],
  swarm: ['traefik.enable', 'traefik.docker.', 'traefik.swarm.'],
} as const;

/** Reads `traefik.enable`, `traefik.docker.*` and, of swarm's services, `traefik.swarm.*`. */
export function decodeContainerLabels(
  labels: Labels,
  provider: 'docker' | 'swarm',
): ReadLabels<ContainerLabels> | RefusedLabels {
  return decode(labels, dockerShape, containerFilters[provider]);
}

function decode<T>(labels: Labels, shape: Shape, filters: readonly string[]): ReadLabels<T> | RefusedLabels {
  try {
    const children = nodesOf(labels, filters)?.children ?? [];
    checkNodes(shape, children);
    return filled(shape, children);
  } catch (error) {
    if (!(error instanceof LabelError)) throw error;
    const { message, label, isCrash } = error;
    return { reason: message, label, isCrash };
  }
}

/**
 * What nodes say, and which of them says what.
 *
 * @throws LabelError where a text is no value of its field's type
 */
export function filled<T>(shape: Shape, children: readonly LabelNode[]): ReadLabels<T> {
  const notes: { readonly path: FieldPath; readonly label: string }[] = [];
  const configuration = fillStruct(shape, children, [], (path, label) => notes.push({ path, label }));
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape has these fields alone
    configuration: configuration as T,
    labelsAt: (asked) => [
      ...new Set(notes.filter(({ path }) => isOnOneWay(path, asked)).map(({ label }) => label)),
    ],
  };
}

/** Whether one path is the beginning of the other. */
function isOnOneWay(one: FieldPath, other: FieldPath): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((key, index) => key === other[index]);
}

/** Whether Traefik makes nothing of labels. */
export function isRefused<T>(reading: ReadLabels<T> | RefusedLabels): reading is RefusedLabels {
  return 'reason' in reading;
}
