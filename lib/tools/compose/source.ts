import type { FieldPath } from '../../core/finding';
import type { ComposeModel, ComposeService } from '../../project/compose';
import type { Decided } from './decisions';
import type { OneShot } from './one-shots';
import type { Outcome } from './outcome';
import type { ProjectFiles } from './project-files';
import type { VariableNaming } from './variable-naming';

/** What the parts of a mapping are asked with: a project as one environment has it. */
export interface Source {
  /** The project, as Compose reads the files of the environment. */
  readonly project: ComposeModel;
  readonly environment: string;
  readonly namespace: string;
  /** What may be mounted; files outside of the project's folder are the host's. */
  readonly files: ProjectFiles;
  /** What runs, by the name that Compose has for it; Traefik's own container is not among it. */
  readonly workloads: ReadonlyMap<string, Workload>;
  /** Name of Traefik's own service. */
  readonly traefik?: string;
  /** A text with those DNS names of Compose in it that Kubernetes cannot have, in the words of Kubernetes. */
  readonly inCluster: (text: string) => string;
  /** What somebody decided that the files leave open. */
  readonly decided: Decided;
  /** Variables of the shell for what is written nowhere. */
  readonly variableFor: VariableNaming;
  /** Whether the files themselves have a part, and not only an env file. */
  readonly isWritten: (path: FieldPath) => boolean;
  /** Whether a part is named, and its value not said: Compose takes such a variable from the shell. */
  readonly isBare: (path: FieldPath) => boolean;
}

/** Part of a mapping. It is pure, and says what becomes of every part of the project that it is about. */
export type Part = (source: Source) => Iterable<Outcome>;

/** What a service becomes. */
export interface Workload {
  /** Its name in the Compose files. */
  readonly compose: string;
  /** Its name on Kubernetes. */
  readonly name: string;
  /** A program that answers or works for ever, or one that runs to its end. */
  readonly kind: 'service' | 'job';
  /** Of a job that is an init container: the service whose pods it runs in, by its name on Kubernetes. */
  readonly before?: string;
  /** Whether a job could be such a container; undefined where it cannot. */
  readonly oneShot?: OneShot;
  readonly spec: ComposeService;
  readonly ports: readonly WorkloadPort[];
}

export interface WorkloadPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /**
   * What said that there is such a port: keys of the service, other services that call it, somebody, or what images are
   * known for; an assumption where Traefik reads the service, and nothing says any.
   */
  readonly from:
    'ports' | 'expose' | 'label' | 'healthcheck' | 'callers' | 'decision' | 'image' | 'assumption';
}

/** A service, as the mapping of one of its keys sees it. */
export interface ServiceSource extends Source {
  readonly workload: Workload;
  readonly spec: ComposeService;
  /** A path below the service in the Compose project. */
  readonly at: (...path: FieldPath) => FieldPath;
  /** A path below what the service becomes in the environment. */
  readonly to: (...path: FieldPath) => FieldPath;
}

/** The name of a port of a workload by its number; undefined where it has none. */
export function portOf({ ports }: Workload, number: number, protocol = 'TCP'): string | undefined {
  return ports.find((port) => port.port === number && port.protocol === protocol)?.name;
}

/** Where a workload stands in the environment. */
export function placeOf({ kind, name, before }: Workload): FieldPath {
  if (before !== undefined) return ['services', before, 'initContainers', name];
  return [kind === 'job' ? 'jobs' : 'services', name];
}
