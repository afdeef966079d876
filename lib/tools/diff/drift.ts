import { valueAt } from '../../core/base';
import { printable } from '../../core/finding';
import { type ApiObjectData, type PlacedObject, groupOf, identityOf } from '../../core/manifest';
import { type ReportedObject, objectText, reportedObject } from '../../core/report';
import type { TrafficDiff } from '../../check/changes';

/** How a cluster differs from what is declared, and how it is put right. */
export interface ClusterDrift {
  /** Objects that are there otherwise, each with who wrote it last. */
  readonly drifted: readonly DriftedObject[];
  /** Commands that make the cluster what is declared, with the objects that each is for. */
  readonly repair: readonly Repair[];
  /** Objects that look like ours and that nothing declares. */
  readonly undeclared: readonly ReportedObject[];
  /** What the API server would not take. */
  readonly refused: readonly { readonly object: ReportedObject; readonly reason: string }[];
}

export interface DriftedObject {
  readonly object: ReportedObject;
  readonly paths: readonly string[];
  /** Who wrote it last, as the API server remembers it: `kubectl-edit at 2026-11-27T21:04:00Z`. */
  readonly by: string | null;
}

export interface Repair {
  readonly command: string;
  readonly objects: readonly ReportedObject[];
}

/** What drift is told from. */
export interface DriftSides {
  /** What the cluster has. */
  readonly live: readonly PlacedObject[];
  /** The manifests of what is declared, by file. */
  readonly files: ReadonlyMap<string, readonly ApiObjectData[]>;
  readonly undeclared: readonly PlacedObject[];
  readonly refused: readonly { readonly declared: PlacedObject; readonly reason: string }[];
}

/** What of a difference between a cluster and what is declared is to be done. */
export function clusterDrift(
  { objects }: Pick<TrafficDiff, 'objects'>,
  { live, files, undeclared, refused }: DriftSides,
): ClusterDrift {
  const there = new Map(live.map(({ object }) => [keyOf(reportedObject(identityOf(object))), object]));
  const drifted = objects.changed.map(({ object, paths }) => {
    const present = there.get(keyOf(object));
    return { object, paths, by: present ? lastWriter(present) : null };
  });
  const differing = new Set([...objects.added, ...objects.changed.map(({ object }) => object)].map(keyOf));
  const repair = Array.from(files, ([file, made]) => ({
    command: `kubectl apply --server-side --force-conflicts -f ${file}`,
    objects: made
      .map((object) => reportedObject(identityOf(object)))
      .filter((object) => differing.has(keyOf(object))),
  })).filter((one) => one.objects.length > 0);
  const named = ({ object }: PlacedObject): ReportedObject => reportedObject(identityOf(object));
  return {
    drifted,
    repair,
    undeclared: undeclared.map(named),
    refused: refused.map(({ declared, reason }) => ({ object: named(declared), reason })),
  };
}

/** Whether there is anything to tell. */
export function hasDrift({ drifted, repair, undeclared, refused }: ClusterDrift): boolean {
  return drifted.length + repair.length + undeclared.length + refused.length > 0;
}

/** The same for people. */
export function driftText({ drifted, repair, undeclared, refused }: ClusterDrift): string {
  const written = drifted.filter(({ by }) => by !== null);
  const lines = [
    ...titled(
      'last written',
      written.map(({ object, by }) => `${objectText(object)}  by ${by}`),
    ),
    ...titled(
      'refused',
      refused.map(({ object, reason }) => `${objectText(object)}  ${reason}`),
    ),
    ...titled(
      'repair',
      repair.map(({ command }) => command),
    ),
    ...titled(
      'not declared, though labelled as if it were; delete it where nobody else needs it',
      undeclared.map(deleteCommand),
    ),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function deleteCommand({ apiVersion, kind, namespace, name }: ReportedObject): string {
  const group = groupOf(apiVersion);
  const type = `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`;
  return `kubectl delete ${type} ${name}${namespace === null ? '' : ` -n ${namespace}`}`;
}

function keyOf({ apiVersion, kind, namespace, name }: ReportedObject): string {
  return JSON.stringify([groupOf(apiVersion), kind, namespace, name]);
}

/** The latest of the managers of an object's own fields; who writes its status is none. */
function lastWriter({ metadata }: ApiObjectData): string | null {
  const managers = valueAt(metadata, 'managedFields');
  if (!Array.isArray(managers)) return null;
  const written = managers
    .filter((manager) => valueAt(manager, 'subresource') === undefined)
    .map((manager) => ({ name: String(valueAt(manager, 'manager')), time: String(valueAt(manager, 'time')) }))
    .toSorted((a, b) => (a.time < b.time ? 1 : -1));
  const [last] = written;
  return last ? `${last.name} at ${last.time}` : null;
}
