import { placesAt } from '../../check/cluster';
import { type FieldPath, type Location, formatFieldPath } from '../../core/finding';
import { type PlacedObject, identityOf } from '../../core/manifest';
import { type ReportedObject, reportedObject } from '../../core/report';
import { type TraefikVersion, crdFields, hasIt } from '../../traefik/version';

/** A field of an object. */
export interface FieldPlace {
  readonly object: ReportedObject;
  readonly path: string;
  readonly location: Location | null;
}

/** A field of an object that came with a later release. */
export interface FieldUse extends FieldPlace {
  readonly since: string;
}

/** A field that CRDs got with a release. */
export interface NewField {
  readonly kind: string;
  readonly path: string;
  readonly since: string;
}

/** What the CRDs of two releases have otherwise. */
export function fieldsOf(
  objects: readonly PlacedObject[],
  from: TraefikVersion,
  to: TraefikVersion,
): { readonly refused: readonly FieldUse[]; readonly added: readonly NewField[] } {
  const has = ({ text }: TraefikVersion, since: readonly string[]): boolean => hasIt(text, since);
  const refused = crdFields.filter(({ since }) => !has(to, since));
  const added = crdFields.filter(({ since }) => has(to, since) && !has(from, since));
  return {
    refused: refused.flatMap(({ kind, path, since }) =>
      placesOf(objects, kind, path).map((place) => ({ ...place, since: lineOf(to, since) })),
    ),
    added: added.map(({ kind, path, since }) => ({ kind, path, since: lineOf(to, since) })),
  };
}

/** Where objects of a kind of Traefik's have a field. */
export function placesOf(
  objects: readonly PlacedObject[],
  kind: string,
  path: string,
): readonly FieldPlace[] {
  const pattern = path.split('.');
  return objects
    .filter(({ object }) => object.kind === kind && object.apiVersion.startsWith('traefik.io/'))
    .flatMap((placed) => placesAt(placed.object, pattern).map((hit) => fieldPlace(placed, hit.path)));
}

export function fieldPlace(placed: PlacedObject, path: FieldPath): FieldPlace {
  return {
    object: reportedObject(identityOf(placed.object)),
    path: formatFieldPath(path),
    location: placed.locate?.(path) ?? null,
  };
}

/** The release of the target's own line that has it, else the first of all. */
function lineOf({ text }: TraefikVersion, since: readonly string[]): string {
  const line = text.split('.').slice(0, 2).join('.');
  return since.find((release) => release.startsWith(`${line}.`)) ?? since[0] ?? text;
}
