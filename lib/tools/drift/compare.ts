import { isEqual, isPlainMap } from '../../core/base';
import { type FieldPath, type Location, formatFieldPath } from '../../core/finding';
import type { ObjectReference, RawItem, RawItems, TrafficModel } from '../../traefik/model';

/** What is compared: the lists of /api/rawdata. */
export const sections = [
  'routers',
  'middlewares',
  'services',
  'tcpRouters',
  'tcpMiddlewares',
  'tcpServices',
  'udpRouters',
  'udpServices',
] as const;

export type Section = (typeof sections)[number];

/** What a running Traefik says at /api/rawdata. */
export type RawData = Readonly<Partial<Record<Section, RawItems>>>;

/** One thing that Traefik runs, or should. */
export interface Drifted {
  readonly section: Section;
  /** Traefik's name. */
  readonly name: string;
  /** The object that makes it; null where none of the objects does. */
  readonly object: ObjectReference | null;
  readonly location: Location | null;
}

/** A field that is not as the objects say. Values are shown of routers alone: those of middlewares may be secret. */
export interface ChangedField {
  readonly field: string;
  readonly expected?: unknown;
  readonly live?: unknown;
}

/** The JSON of `drift`. */
export interface Drift {
  /** What should run and does not. */
  readonly missing: readonly Drifted[];
  /** What runs and comes from none of the objects: of other providers, or of objects that are not there. */
  readonly extra: readonly Drifted[];
  /** What runs otherwise than the objects say. */
  readonly different: readonly (Drifted & { readonly fields: readonly ChangedField[] })[];
  /** What Traefik has and does not run, with its reasons. */
  readonly disabled: readonly (Drifted & { readonly errors: readonly string[] })[];
}

/** Compares what a running Traefik says with what the objects say that it should run. Its own routers are left out. */
export function driftOf(model: TrafficModel, live: RawData): Drift {
  const expected: RawData = JSON.parse(JSON.stringify(model.routes()));
  const known = knownObjects(model);
  const all = sections.flatMap((section) => {
    const [wanted, there] = [expected[section] ?? {}, live[section] ?? {}];
    return [...new Set([...Object.keys(wanted), ...Object.keys(there)])]
      .filter((name) => !name.endsWith('@internal'))
      .toSorted()
      .map((name) => {
        const { object = null, location = null } = known.get(name) ?? {};
        const thing: Drifted = { section, name, object, location };
        return { thing, wanted: own(wanted, name), there: own(there, name) };
      });
  });
  return {
    missing: all.filter(({ there }) => !there).map(({ thing }) => thing),
    extra: all.filter(({ wanted }) => !wanted).map(({ thing }) => thing),
    different: all.flatMap(({ thing, wanted, there }) => {
      const fields = wanted && there ? changes(thing.section, wanted, there) : [];
      return fields.length === 0 ? [] : [{ ...thing, fields }];
    }),
    disabled: all.flatMap(({ thing, there }) =>
      there?.['status'] === 'disabled' ? [{ ...thing, errors: textsOf(there['error']) }] : [],
    ),
  };
}

/** Whether nothing has drifted. */
export function isSame({ missing, extra, different, disabled }: Drift): boolean {
  return missing.length + extra.length + different.length + disabled.length === 0;
}

function knownObjects(model: TrafficModel): ReadonlyMap<string, Pick<Drifted, 'object' | 'location'>> {
  return new Map(
    [...model.listedMiddlewares(), ...model.listedRouters()].map(({ name, object, location }) => [
      name,
      { object, location },
    ]),
  );
}

function own(items: RawItems, name: string): RawItem | undefined {
  return Object.hasOwn(items, name) ? items[name] : undefined;
}

/**
 * What says how a thing is at the moment, not what it is: whether it works, who uses it, how its servers are. Addresses
 * of servers change with every Pod.
 */
const passing: ReadonlySet<string> = new Set([
  'status',
  'error',
  'usedBy',
  'using',
  'serverStatus',
  'loadBalancer.servers',
]);

function changes(section: Section, wanted: RawItem, there: RawItem): readonly ChangedField[] {
  const found: ChangedField[] = [];
  const walk = (path: FieldPath, expected: unknown, live: unknown): void => {
    const field = formatFieldPath(path);
    if (passing.has(field) || isEqual(expected, live)) return;
    if (isPlainMap(expected) && isPlainMap(live)) {
      for (const key of new Set([...Object.keys(expected), ...Object.keys(live)])) {
        walk([...path, key], expected[key], live[key]);
      }
      return;
    }
    found.push({ field, ...(section.endsWith('outers') && { expected, live }) });
  };
  walk([], wanted, there);
  return found;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
