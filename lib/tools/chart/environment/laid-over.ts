import type { JsonSchema } from '../../../core/schema';
import { contentHashAnnotation } from '../../../constructs/workload';
import { isPlainMap } from '../../../core/base';
import { type ValuePath, type Values, valueAt } from '../values';

/** The sections whose entries are programs in pods. */
export type Owner = 'services' | 'jobs' | 'cronJobs';

/** Part of an object that a value is laid over. */
type Part =
  /** All of it. */
  | 'object'
  /** Its metadata. */
  | 'metadata'
  | 'spec'
  /** The metadata of its pods. */
  | 'podMetadata'
  /** The metadata of what runs the pods of a job: the Job, or the template of a CronJob. */
  | 'runMetadata'
  /** The spec of its pods. */
  | 'pod'
  /** The container of the program. */
  | 'program'
  /** The init containers that the program declares. */
  | 'init'
  /** The resources of the program's container, and of those that have the same. */
  | 'resources'
  /** Wherever the program's image stands. */
  | 'images';

/** How a value comes to stand in a field. */
type How =
  /** In its place. */
  | 'set'
  /** Key by key. */
  | 'merge'
  /** Key by key, as texts; `false` takes one away. */
  | 'quantities'
  /** As variables by name: others than those that are there come after them. */
  | 'variables'
  /** The same, where those that are there stay as they are. */
  | 'new variables'
  /** Before, or after, the items that are there. */
  | 'before'
  | 'after'
  /** As a list of maps that have a name. */
  | 'names'
  /** As parts of the image that stands there. */
  | 'image'
  /** The object is there only if it is true. */
  | 'keep';

/** Where a value lands. */
interface Place {
  readonly part: Part;
  readonly field: string;
  readonly how: How;
  /** Kinds of objects that have it. @default all */
  readonly kinds?: readonly string[];
}

/** A value that every program has, whether an environment sets it or not. */
export interface LaidOver {
  /** Below the program in the values of the chart. */
  readonly value: ValuePath;
  /** Below the program in environment files. */
  readonly field: ValuePath;
  /** @default all */
  readonly of?: readonly Owner[];
  readonly places: readonly Place[];
  /** Keys of it that are not laid over anything. */
  readonly without?: readonly string[];
  /**
   * Whether it can be laid over what the program makes of a spec. Where that is not so in each environment, the field
   * is watched as any other.
   *
   * @default always
   */
  readonly isFree?: (spec: Values) => boolean;
  /** What `values.yaml` says where the environment says nothing. @default nothing */
  readonly empty?: unknown;
  /**
   * Whether the program's objects are watched for what follows from it as well, as from what environments have of it:
   * then it says the same twice.
   *
   * @default false: it is no input of the derivation
   */
  readonly isWatched?: true;
  /** What it may be. @default what the schema of environment files says of the field */
  readonly schema?: JsonSchema;
}

const selectors = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];

/** The operator's values. What is not here and in no environment is no value. */
export const laidOver: readonly LaidOver[] = [
  {
    value: ['image'],
    field: ['image'],
    of: ['jobs', 'cronJobs'],
    places: [{ part: 'images', field: 'image', how: 'image' }],
    isWatched: true,
  },
  {
    value: ['image', 'pullPolicy'],
    field: ['imagePullPolicy'],
    places: [
      { part: 'program', field: 'imagePullPolicy', how: 'set' },
      { part: 'init', field: 'imagePullPolicy', how: 'set' },
    ],
    empty: '',
    schema: { enum: ['', 'Always', 'IfNotPresent', 'Never'] },
  },
  {
    value: ['imagePullSecrets'],
    field: ['imagePullSecrets'],
    places: [{ part: 'pod', field: 'imagePullSecrets', how: 'names' }],
    empty: [],
  },
  {
    value: ['env'],
    field: ['env'],
    places: [
      { part: 'program', field: 'env', how: 'variables' },
      { part: 'init', field: 'env', how: 'new variables' },
    ],
    empty: {},
    isWatched: true,
  },
  {
    value: ['envFrom'],
    field: ['envFrom'],
    places: [
      { part: 'program', field: 'envFrom', how: 'after' },
      { part: 'init', field: 'envFrom', how: 'after' },
    ],
    empty: [],
  },
  {
    value: ['resources', 'requests'],
    field: ['resources', 'requests'],
    places: [{ part: 'resources', field: 'requests', how: 'quantities' }],
    isFree: hasResources,
    isWatched: true,
  },
  {
    value: ['resources', 'limits'],
    field: ['resources', 'limits'],
    places: [{ part: 'resources', field: 'limits', how: 'quantities' }],
    // The Go runtime is told of memory, before 1.25 of processors as well.
    without: ['memory'],
    isFree: (spec) => hasResources(spec) && readsItsLimits(spec),
    isWatched: true,
  },
  {
    value: ['labels'],
    field: ['labels'],
    places: [
      { part: 'metadata', field: 'labels', how: 'merge' },
      { part: 'podMetadata', field: 'labels', how: 'merge' },
      { part: 'runMetadata', field: 'labels', how: 'merge' },
    ],
    without: selectors,
    empty: {},
  },
  {
    value: ['annotations'],
    field: ['annotations'],
    places: [{ part: 'metadata', field: 'annotations', how: 'merge' }],
    empty: {},
  },
  {
    value: ['podLabels'],
    field: ['podLabels'],
    places: [
      { part: 'podMetadata', field: 'labels', how: 'merge' },
      { part: 'runMetadata', field: 'labels', how: 'merge' },
    ],
    without: selectors,
    empty: {},
  },
  {
    value: ['podAnnotations'],
    field: ['podAnnotations'],
    places: [{ part: 'podMetadata', field: 'annotations', how: 'merge' }],
    without: [contentHashAnnotation],
    empty: {},
  },
  {
    value: ['nodeSelector'],
    field: ['placement', 'nodeSelector'],
    places: [{ part: 'pod', field: 'nodeSelector', how: 'merge' }],
    empty: {},
  },
  {
    value: ['tolerations'],
    field: ['placement', 'tolerations'],
    // Those of accelerators come after them.
    places: [{ part: 'pod', field: 'tolerations', how: 'before' }],
    empty: [],
  },
  {
    value: ['affinity'],
    field: ['placement', 'affinity'],
    places: [{ part: 'pod', field: 'affinity', how: 'set' }],
    // Several architectures become part of it.
    isFree: (spec) => !Array.isArray(valueAt(spec, ['placement', 'arch'])),
    empty: {},
  },
  {
    value: ['priorityClassName'],
    field: ['placement', 'priorityClassName'],
    places: [{ part: 'pod', field: 'priorityClassName', how: 'set' }],
    empty: '',
  },
  {
    value: ['serviceAccount', 'annotations'],
    field: ['serviceAccount', 'annotations'],
    places: [{ part: 'metadata', field: 'annotations', how: 'merge', kinds: ['ServiceAccount'] }],
    isFree: ({ serviceAccount = {} }) => isPlainMap(serviceAccount),
    empty: {},
  },
  {
    value: ['networkPolicy', 'enabled'],
    field: ['networkPolicy', 'enabled'],
    places: [{ part: 'object', field: 'kind', how: 'keep', kinds: ['NetworkPolicy'] }],
    isFree: ({ networkPolicy }) => networkPolicy !== false,
    empty: true,
    schema: { type: 'boolean', description: 'Whether there is a NetworkPolicy.' },
  },
  {
    value: ['service', 'type'],
    field: ['service', 'type'],
    of: ['services'],
    places: [{ part: 'spec', field: 'type', how: 'set', kinds: ['Service'] }],
    isFree: hasService,
    empty: 'ClusterIP',
  },
  {
    value: ['service', 'annotations'],
    field: ['service', 'annotations'],
    of: ['services'],
    places: [{ part: 'metadata', field: 'annotations', how: 'merge', kinds: ['Service'] }],
    isFree: hasService,
    empty: {},
  },
  ...(['schedule', 'timeZone', 'suspend'] as const).map((name): LaidOver => ({
    value: [name],
    field: [name],
    of: ['cronJobs'],
    places: [{ part: 'spec', field: name, how: 'set', kinds: ['CronJob'] }],
  })),
];

function hasService({ service, ports }: Values): boolean {
  return service !== false && isPlainMap(ports) && Object.keys(ports).length > 0;
}

function hasResources({ resources }: Values): boolean {
  return resources !== false;
}

/** Whether the Go runtime reads the processors that it may use by itself: from 1.25 on. */
function readsItsLimits({ go }: Values): boolean {
  const version = valueAt(go, ['version']);
  return typeof version !== 'string' || Number(version.split('.')[1]) >= 25;
}

/** What environment files call the programs of a section, in their schema. */
export const programDefinitions: Readonly<Record<string, string>> = {
  services: 'EnvironmentService',
  jobs: 'EnvironmentJob',
  cronJobs: 'EnvironmentCronJob',
} satisfies Readonly<Record<Owner, string>>;

/** Whether a program is there at all. */
export const enabledSchema: JsonSchema = {
  type: 'boolean',
  description: 'Whether it is installed. Routes that lead to nothing else go with it.',
};

/**
 * The operator's values of a program.
 *
 * @param specs the program as each environment has it
 */
export function laidOverOf(owner: Owner, specs: readonly Values[]): readonly LaidOver[] {
  return laidOver.filter(
    ({ of, isFree = () => true }) => (of?.includes(owner) ?? true) && specs.every((spec) => isFree(spec)),
  );
}
