import type { Severity } from '../../core/finding';
import { type Difference, type RequestSet, type Undecided, compareTraffic } from '../../traefik/difference';
import {
  type Explanation,
  type RequestLine,
  type Trace,
  type TraceWithSteps,
  type TrafficModel,
  explanationOf,
  withSteps,
} from '../../traefik/model';
import { type Cause, Causes, type SideObjects } from './causes';
import { type ChangeKind, type Verdict, changeKinds, meaningOf, verdictOf } from './kinds';
import { mergedSets } from './merge-sets';
import { type ReportedObjectChanges, objectChanges, reportedChanges } from './objects';
import { messageOf } from './words';

/** One side of a comparison: objects, what is known of their cluster, and what Traefik does with them. */
export interface DiffSide extends SideObjects {
  readonly model: TrafficModel;
}

/** One kind of change with one cause, over all requests that it concerns. @typeParam Way what is told of its example */
export interface TrafficChange<Way extends TraceWithSteps = Explanation> {
  readonly kind: ChangeKind;
  readonly severity: Severity;
  /** Every request that fares otherwise for this is in one of these. */
  readonly requests: readonly RequestSet[];
  /** A request whose answer differs, or is left to chance on one side. */
  readonly example: RequestLine;
  readonly before: Way;
  readonly after: Way;
  readonly cause: readonly Cause[];
  /** How many regions of requests it is made of. */
  readonly regions: number;
  readonly message: string;
}

/** Requests of which it is not decided whether they fare otherwise. */
export interface UndecidedRequests {
  readonly requests: readonly RequestSet[];
  readonly reason: string;
}

/** What a change does to traffic: the JSON of `diff`. */
export interface TrafficDiff<Way extends TraceWithSteps = Explanation> {
  readonly verdict: Verdict;
  /** The worst first. */
  readonly changes: readonly TrafficChange<Way>[];
  readonly objects: ReportedObjectChanges;
  /** How many regions of requests were held against each other. */
  readonly regions: number;
  readonly unknown: readonly UndecidedRequests[];
}

/**
 * Tells what becomes of requests that fare otherwise with other objects, over all requests.
 *
 * @param optionNames names of TLS options of the one side as the other one has them, where providers name them otherwise
 * @param apart differences of which this says something else are no one change, whatever their kind and cause
 */
export function diffTraffic(
  from: DiffSide,
  to: DiffSide,
  optionNames: ReadonlyMap<string, string> = new Map(),
  apart: Apart = () => '',
): TrafficDiff {
  return told(from, to, { optionNames, apart, wayOf: explained });
}

/** The same for people, who are shown of each example only which way it went. */
export function diffForPeople(from: DiffSide, to: DiffSide): TrafficDiff<TraceWithSteps> {
  return told(from, to, { optionNames: new Map(), apart: () => '', wayOf: stepped });
}

/** What is told of the way of a request that was traced in a model. */
type WayOf<Way> = (model: TrafficModel, request: RequestLine, trace: Trace) => Way;

/** What is told of a trace, once: it is of one model and one request, and may be shown by several comparisons. */
function oncePerTrace<Way extends object>(wayOf: WayOf<Way>): WayOf<Way> {
  const ways = new WeakMap<Trace, Way>();
  return (model, request, trace) => {
    const known = ways.get(trace);
    if (known) return known;
    const way = wayOf(model, request, trace);
    ways.set(trace, way);
    return way;
  };
}

const explained = oncePerTrace(explanationOf);
const stepped = oncePerTrace((model, _request, trace): TraceWithSteps => withSteps(model, trace));

interface HowToTell<Way> {
  readonly optionNames: ReadonlyMap<string, string>;
  readonly apart: Apart;
  readonly wayOf: WayOf<Way>;
}

function told<Way extends TraceWithSteps>(
  from: DiffSide,
  to: DiffSide,
  { optionNames, apart, wayOf }: HowToTell<Way>,
): TrafficDiff<Way> {
  const objects = objectChanges(from.objects, to.objects);
  const { differences, undecided, regions } = compareTraffic(from.model, to.model, { optionNames });
  const changes = changesOf(differences, {
    from,
    to,
    causes: new Causes(from, to, objects),
    apart,
    wayOf,
  });
  const verdicts = differences.map((difference) => meaningOf(difference).verdict);
  return {
    verdict: verdictOf([...verdicts, ...(undecided.length > 0 ? ['unknown' as const] : [])]),
    changes,
    objects: reportedChanges(objects),
    regions,
    unknown: mergedUndecided(undecided),
  };
}

interface Told {
  readonly kind: ChangeKind;
  readonly severity: Severity;
  readonly difference: Difference;
  readonly cause: readonly Cause[];
}

/** What tells differences that are one change for people from those that are none for who asks. */
export type Apart = (difference: Pick<Difference, 'traces'>) => string;

interface Telling<Way> {
  readonly from: DiffSide;
  readonly to: DiffSide;
  readonly causes: Causes;
  readonly apart: Apart;
  readonly wayOf: WayOf<Way>;
}

/** Differences of one kind and cause are one change. */
function changesOf<Way extends TraceWithSteps>(
  differences: readonly Difference[],
  { from, to, causes, apart, wayOf }: Telling<Way>,
): readonly TrafficChange<Way>[] {
  const groups = new Map<string, Told[]>();
  for (const difference of differences) {
    const { request, traces } = difference;
    const { kind, severity } = meaningOf(difference);
    const [before, after] = [stepped(from.model, request, traces[0]), stepped(to.model, request, traces[1])];
    const cause = causes.of(difference, before, after);
    const causedBy = cause.map(({ object, path, side }) => [object, path, side]);
    const key = JSON.stringify([kind, severity, causedBy, apart(difference)]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ kind, severity, difference, cause });
  }
  return [...groups.values()]
    .flatMap((group): readonly TrafficChange<Way>[] => {
      const [first] = group;
      if (!first) return [];
      const { kind, severity, cause, difference } = first;
      const { request, traces } = difference;
      return [
        {
          kind,
          severity,
          requests: mergedSets(group.flatMap((told) => told.difference.sets)),
          example: request,
          before: wayOf(from.model, request, traces[0]),
          after: wayOf(to.model, request, traces[1]),
          cause,
          regions: group.length,
          message: messageOf(kind, difference),
        },
      ];
    })
    .toSorted(byWeight);
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

function byWeight(one: TrafficChange<TraceWithSteps>, other: TrafficChange<TraceWithSteps>): number {
  return (
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    changeKinds.indexOf(one.kind) - changeKinds.indexOf(other.kind) ||
    other.regions - one.regions
  );
}

function mergedUndecided(undecided: readonly Undecided[]): readonly UndecidedRequests[] {
  const reasons = new Map<string, RequestSet[]>();
  for (const { reason, sets } of undecided) reasons.set(reason, [...(reasons.get(reason) ?? []), ...sets]);
  return [...reasons].map(([reason, sets]) => ({ requests: mergedSets(sets), reason }));
}
