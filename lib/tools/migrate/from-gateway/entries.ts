import { asList, own } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData, ReadObject } from '../../../core/manifest';
import type { Drop } from '../../../traefik/model';
import { migrationCode } from '../catalogue';
import { type MigrationEntry, type Told, entryOf, isWithin, oncePerCode } from '../entries';
import { namespaceOf } from '../read';
import { type GatewayNote, isGatewayRoute, isOfGatewayApi } from './scene';

/** What entries are made of. */
export interface GatewayEntriesSource {
  readonly objects: readonly ReadObject[];
  readonly notes: readonly GatewayNote[];
  /** What the provider leaves out, and why. */
  readonly dropped: readonly Drop[];
  /** Why no provider reads an object at all. */
  readonly unreadReason: (object: ApiObjectData) => string | undefined;
  /** The file with what becomes of a route; undefined where nothing does. */
  readonly fileOf: (object: ApiObjectData) => string | undefined;
}

/** What became of every part of the objects of the Gateway API. */
export function gatewayEntries(source: GatewayEntriesSource): readonly MigrationEntry[] {
  return source.objects
    .filter(({ object }) => isOfGatewayApi(object))
    .flatMap((read) => entriesOf(source, read));
}

function entriesOf(
  { notes, dropped, unreadReason, fileOf }: GatewayEntriesSource,
  read: ReadObject,
): readonly MigrationEntry[] {
  const { object } = read;
  const { name } = object.metadata;
  const isOwn = (other: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  }): boolean => other.kind === object.kind && other.name === name && other.namespace === namespaceOf(object);
  const drops = dropped.filter((drop) => isOwn(drop.object));
  const whole = drops.find(({ isUnselected }) => isUnselected);
  const reason = unreadReason(object) ?? whole?.reason;
  if (reason !== undefined) {
    const told = { at: whole?.path ?? [], fate: 'lost', code: 'MG206', detail: reason } as const;
    // That another controller reads it is nobody's mistake.
    return [{ ...entryOf(read, told.at, told, null), ...(whole && { severity: 'info', fix: null }) }];
  }
  const file = fileOf(object) ?? null;
  const parts = partsOf(object);
  const told: readonly Told[] = [
    ...drops.map(({ path, reason: why }) => toldOfDrop(path, why)),
    ...notes.filter((note) => isOwn(note.object)),
  ];
  const isRefused = isGatewayRoute(object) && file === null;
  const refusals = isRefused ? told.filter(({ fate }) => fate === 'lost') : [];
  if (refusals.length > 0) return oncePerCode(refusals.map((one) => entryOf(read, one.at, one, null)));
  const main = parts.map((part) => {
    const its = told.filter(({ at }) => isWithin(at, part) || (at.length > 0 && isWithin(part, at)));
    const sorted = its.toSorted((a, b) => weightOf(a) - weightOf(b));
    const [first] = sorted;
    if (first) return entryOf(read, isWithin(first.at, part) ? first.at : part, first, file);
    return isRefused
      ? entryOf(read, part, { fate: 'lost', code: 'MG206' }, null)
      : entryOf(read, part, undefined, file);
  });
  const rest = told
    .filter(({ at }) => !parts.some((part) => isWithin(at, part) || isWithin(part, at)))
    .map((one) => entryOf(read, one.at, one, file));
  return oncePerCode([...main, ...rest]);
}

/** Fields that Traefik does not read at all. */
const unreadFields: ReadonlySet<string | number | undefined> = new Set([
  'frontend',
  'retry',
  'sessionPersistence',
  'timeouts',
]);

function toldOfDrop(at: FieldPath, reason: string): Told {
  const detail = reason.replace(/\.$/, '');
  if (unreadFields.has(at.at(-1)) || (at.at(-1) === 'filters' && at.includes('backendRefs')))
    return { at, fate: 'lost', code: 'MG401', detail };
  if (at.includes('backendRefs')) return { at, fate: 'lost', code: 'MG402', detail };
  if (at.at(-1) === 'filters') return { at, fate: 'changed', code: 'MG411', detail };
  return { at, fate: 'lost', code: 'MG206', detail };
}

function weightOf({ code, fate }: Told): number {
  const severity = ['error', 'warning', 'info'].indexOf(migrationCode(code).severity);
  return 2 * severity + (fate === 'lost' ? 0 : 1);
}

/** What an object says, part by part. */
function partsOf({ kind, ...object }: ApiObjectData): readonly FieldPath[] {
  const spec = object['spec'];
  const items = (value: unknown, at: FieldPath): readonly FieldPath[] =>
    asList(value).map((_, index) => [...at, index]);
  if (kind === 'Gateway') return items(own(spec, 'listeners'), ['spec', 'listeners']);
  if (kind === 'GatewayClass' || kind === 'ReferenceGrant' || kind === 'BackendTLSPolicy') return [[]];
  return [
    ...items(own(spec, 'parentRefs'), ['spec', 'parentRefs']),
    ...(own(spec, 'hostnames') === undefined ? [] : [['spec', 'hostnames']]),
    ...asList(own(spec, 'rules')).flatMap((rule, index) => {
      const at = ['spec', 'rules', index];
      const below = ['matches', 'filters', 'backendRefs'].flatMap((field) =>
        items(own(rule, field), [...at, field]),
      );
      return below.length > 0 ? below : [at];
    }),
  ];
}
