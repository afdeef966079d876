import { groupBy, isPlainMap } from '../../core/base';
import { ProblemError } from '../../core/finding';
import {
  type ApiObjectData,
  type ReadObject,
  groupOf,
  objectKey,
  isClusterScoped,
  objectsOf,
} from '../../core/manifest';
import { type LiveOptions, notRead, readLive } from './live';
import type { Reading, SourceSurroundings } from './reading';
import { run } from './run';

/** A cluster as it is, and as it would be if what is declared were applied. */
export interface AgainstLive {
  readonly before: Reading;
  readonly after: Reading;
  /** Objects of which the API server said no. */
  readonly refused: readonly Refusal[];
  /** Objects with a label, in the namespaces of what is declared and of its kinds, that nobody declares. */
  readonly undeclared: readonly ReadObject[];
}

/** What the API server has against an object. */
export interface Refusal {
  readonly declared: ReadObject;
  readonly reason: string;
  /** Whether whoever asks may not apply it: then what would come of it is worked out here. */
  readonly isForbidden: boolean;
}

export interface AgainstLiveOptions extends LiveOptions {
  /** A label that whoever declares objects puts on all of them, as `name=value`. */
  readonly label: string;
}

/**
 * Asks the cluster of the current kubectl context what would come of applying objects: the API server is asked as a
 * server-side apply asks it, and changes nothing.
 *
 * @throws ProblemError where kubectl is not there, or may not read
 */
export function againstLive(
  { objects, facts, problems }: Reading,
  surroundings: SourceSurroundings,
  { label, ...options }: AgainstLiveOptions,
): AgainstLive {
  const kubectl = (args: readonly string[], input?: string) =>
    run('kubectl', args, surroundings.variables, input);
  const { objects: routing } = readLive(surroundings, options);
  surroundings.progress?.('asking the API server what an apply would change');
  const { applied, refused } = dryRun(objects, kubectl);
  const isKnown = (declared: ReadObject): boolean =>
    !refused.some((refusal) => refusal.declared === declared && !refusal.isForbidden);
  const present = presentOf(objects.filter(isKnown), kubectl);
  const before = byKey([...routing, ...present]);
  const after = new Map(before);
  for (const declared of objects) {
    const key = objectKey(declared.object);
    const made = applied.get(key) ?? laidOver(before.get(key)?.object, declared.object);
    after.set(key, { ...declared, object: made });
  }
  const cluster = { facts: { ...facts, existing: [] }, problems: [] };
  const wanted = new Set(objects.map(({ object }) => objectKey(object)));
  return {
    before: { ...cluster, objects: [...before.values()], problems },
    after: { ...cluster, objects: [...after.values()] },
    refused,
    undeclared: labelled(objects, label, kubectl).filter(({ object }) => !wanted.has(objectKey(object))),
  };
}

type Kubectl = (args: readonly string[], input?: string) => ReturnType<typeof run>;

const applying = [
  'apply',
  '--server-side',
  '--force-conflicts',
  '--dry-run=server',
  '--output=json',
  '-f',
  '-',
];

/** What the API server would make of objects. Of several at once it tells nothing where it refuses one. */
function dryRun(
  objects: readonly ReadObject[],
  kubectl: Kubectl,
): { readonly applied: ReadonlyMap<string, ApiObjectData>; readonly refused: readonly Refusal[] } {
  if (objects.length === 0) return { applied: new Map(), refused: [] };
  const ended = kubectl(applying, listOf(objects));
  if ('text' in ended) {
    const made = objectsOf(ended.text, 'live:').objects;
    return { applied: new Map(made.map(({ object }) => [objectKey(object), object])), refused: [] };
  }
  const said = ended.failure.split('\n').filter((line) => line.startsWith('Error from server'));
  const areForbidden = said.length >= objects.length && said.every((line) => line.includes('(Forbidden)'));
  if (objects.length === 1 || areForbidden) {
    // A namespace that is not there yet is forbidden in the words of some API servers.
    const isForbidden = areForbidden && !ended.failure.includes('not found');
    const refused = objects.map((declared) => ({ declared, reason: ended.failure, isForbidden }));
    return { applied: new Map(), refused };
  }
  const half = Math.ceil(objects.length / 2);
  const parts = [objects.slice(0, half), objects.slice(half)].map((part) => dryRun(part, kubectl));
  return {
    applied: new Map(parts.flatMap(({ applied }) => [...applied])),
    refused: parts.flatMap(({ refused }) => refused),
  };
}

/** The declared objects that the cluster has, as it has them. */
function presentOf(objects: readonly ReadObject[], kubectl: Kubectl): readonly ReadObject[] {
  if (objects.length === 0) return [];
  const ended = kubectl(
    ['get', '--ignore-not-found', '--show-managed-fields', '--output=json', '-f', '-'],
    listOf(objects),
  );
  if ('failure' in ended) throw new ProblemError([notRead(ended.failure)]);
  return ended.text.trim() === '' ? [] : objectsOf(ended.text, 'live:').objects;
}

/** Objects with a label, of the kinds and in the namespaces of others; where that may not be asked, none. */
function labelled(objects: readonly ReadObject[], label: string, kubectl: Kubectl): readonly ReadObject[] {
  const narrow = objects.filter(({ object }) => !isClusterScoped(object.apiVersion, object.kind));
  return [...groupBy(narrow, ({ object }) => object.metadata.namespace ?? 'default')].flatMap(
    ([namespace, group]) => {
      const kinds = new Set(group.map(({ object }) => kindOf(object)));
      const selection = ['--namespace', namespace, '--selector', label];
      const ended = kubectl(['get', [...kinds].join(','), ...selection, '--output=json']);
      return 'text' in ended ? objectsOf(ended.text, 'live:').objects : [];
    },
  );
}

/** A kind as `kubectl get` takes it. */
function kindOf({ apiVersion, kind }: ApiObjectData): string {
  const group = groupOf(apiVersion);
  return group === '' ? kind : `${kind}.${group}`;
}

function listOf(objects: readonly ReadObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects.map(({ object }) => object) });
}

function byKey(objects: readonly ReadObject[]): ReadonlyMap<string, ReadObject> {
  return new Map(objects.map((read) => [objectKey(read.object), read]));
}

/** What is declared over what is there, where the API server may not be asked: what it filled in stays. */
function laidOver(there: ApiObjectData | undefined, declared: ApiObjectData): ApiObjectData {
  if (!there) return declared;
  const merged = overlay(there, declared);
  return isPlainMap(merged) ? { ...declared, ...merged } : declared;
}

function overlay(there: unknown, declared: unknown): unknown {
  if (isPlainMap(there) && isPlainMap(declared)) {
    const keys = Object.entries(declared).map(([key, value]) => [key, overlay(there[key], value)]);
    return { ...there, ...Object.fromEntries(keys) };
  }
  if (Array.isArray(there) && Array.isArray(declared) && there.length === declared.length)
    return declared.map((item: unknown, index) => overlay(there[index], item));
  return declared;
}
