import { isPlainMap, oncePer } from '../../core/base';
import { type FieldPath, formatFieldPath } from '../../core/finding';
import { type ApiObjectData, type PlacedObject, objectKey, identityOf } from '../../core/manifest';
import { type ReportedObject, reportedObject } from '../../core/report';
import { changedFields } from './field-changes';

/** An object that both sides have, with the fields that differ. */
export interface ChangedObject {
  readonly from: PlacedObject;
  readonly to: PlacedObject;
  readonly fields: readonly FieldPath[];
}

/** What was done to the objects, by meaning. */
export interface ObjectChanges {
  readonly added: readonly PlacedObject[];
  readonly removed: readonly PlacedObject[];
  readonly changed: readonly ChangedObject[];
}

/** What was done to the objects, as programs read it: never a value, so that none of a Secret is in it. */
export interface ReportedObjectChanges {
  readonly added: readonly ReportedObject[];
  readonly removed: readonly ReportedObject[];
  readonly changed: readonly { readonly object: ReportedObject; readonly paths: readonly string[] }[];
}

/** Holds two sets of objects against each other. Of several objects of one identity the last one counts. */
export function objectChanges(from: readonly PlacedObject[], to: readonly PlacedObject[]): ObjectChanges {
  const [before, after] = [placedByKey(from), placedByKey(to)];
  const missing = (
    there: ReadonlyMap<string, PlacedObject>,
    other: ReadonlyMap<string, PlacedObject>,
  ): PlacedObject[] => [...there].flatMap(([key, placed]) => (other.has(key) ? [] : [placed]));
  const changed = [...before].flatMap(([key, placed]): readonly ChangedObject[] => {
    const other = after.get(key);
    // Most objects of a release are one and the same in all of its steps.
    if (!other || other.object === placed.object) return [];
    const fields = changedFields(meaning(placed.object), meaning(other.object));
    return fields.length > 0 ? [{ from: placed, to: other, fields }] : [];
  });
  return { added: missing(after, before), removed: missing(before, after), changed };
}

/** The changes without the objects themselves. */
export function reportedChanges({ added, removed, changed }: ObjectChanges): ReportedObjectChanges {
  const named = ({ object }: PlacedObject): ReportedObject => reportedObject(identityOf(object));
  return {
    added: added.map(named),
    removed: removed.map(named),
    changed: changed.map(({ to, fields }) => ({ object: named(to), paths: fields.map(formatFieldPath) })),
  };
}

/** Objects by their identity; of several of one identity the last one. */
export const placedByKey = oncePer(
  (objects: readonly PlacedObject[]): ReadonlyMap<string, PlacedObject> =>
    new Map(objects.map((placed) => [objectKey(placed.object), placed])),
);

/** What the API server and kubectl write into objects of a cluster. */
const written: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as somebody meant it. */
function meaning({ metadata, status: _status, ...object }: ApiObjectData): unknown {
  const { annotations, ...rest } = metadata;
  const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== lastApplied);
  return {
    ...(object.kind === 'Secret' ? withData(object) : object),
    metadata: {
      ...Object.fromEntries(Object.entries(rest).filter(([key]) => !written.has(key))),
      ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    },
  };
}

/** A Secret whose texts are data, as the API server keeps it. */
function withData({ stringData, ...secret }: Readonly<Record<string, unknown>>): object {
  if (!isPlainMap(stringData)) return secret;
  const data = isPlainMap(secret['data']) ? secret['data'] : {};
  const texts = Object.entries(stringData).map(([key, text]) => [
    key,
    Buffer.from(String(text)).toString('base64'),
  ]);
  return { ...secret, data: { ...data, ...Object.fromEntries(texts) } };
}
