import { isPlainMap, own } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData, ReadObject } from '../../../core/manifest';
import { type MigrationEntry, entryOf, oncePerCode } from '../entries';
import { isOfGatewayApi } from '../from-gateway';
import { type Migration, type MigrationSource, translate } from '../migrate';
import type { IngressName } from '../note';
import { fileOf, findRead, namespaceOf } from '../read';
import { sidesOf } from '../sides';
import type { RouteNote } from './scene';

/** Ingresses as IngressRoutes, on their way to objects of the Gateway API. */
export interface IngressStep {
  /** The objects with IngressRoutes, and what these need, in place of Ingresses. */
  readonly objects: readonly ReadObject[];
  /** IngressClasses that are taken to be there. */
  readonly classes: readonly ReadObject[];
  /** The Traefik that reads the Ingresses, and the one that reads the IngressRoutes. */
  readonly from: object;
  readonly traefik: object;
  readonly settings: Migration['settings'];
  readonly isMade: (read: ReadObject) => boolean;
  /** The file of what becomes of an IngressRoute that is made of an Ingress. */
  readonly fileOf: (route: ApiObjectData) => string | undefined;
  /** What is made besides routes, and named by these objects. */
  readonly neededBy: (
    objects: readonly ApiObjectData[],
  ) => readonly { readonly file: string; readonly object: ApiObjectData }[];
  /** What becomes of every part of the Ingresses, by what is told of their IngressRoutes. */
  readonly entriesOf: (notes: readonly RouteNote[]) => readonly MigrationEntry[];
}

/** Makes IngressRoutes of the Ingresses among objects. */
export function ingressStep(source: MigrationSource): IngressStep {
  const { objects, traefik } = source;
  const others = objects.filter(({ object }) => isOfGatewayApi(object));
  const { made, workshop, entries, settings, classes, ...first } = translate({
    ...source,
    objects: objects.filter((read) => !others.includes(read)),
  });
  const { origins } = workshop;
  const originOf = ({ metadata, ...route }: ApiObjectData): IngressName | undefined =>
    origins.get(`${namespaceOf({ ...route, metadata })}/${metadata.name}`)?.ingress;
  const fileOfName = ({ namespace, name }: IngressName): string => fileOf(namespace, name);
  const besides = workshop.made.filter(({ object }) => !object.kind.startsWith('IngressRoute'));
  return {
    objects: [...others, ...first.others, ...made],
    classes,
    from: sidesOf(
      objects.map(({ object }) => object),
      traefik,
    ).from,
    traefik: first.traefik,
    settings,
    isMade: (read) => made.includes(read),
    fileOf: (route) => {
      const origin = originOf(route);
      return origin && fileOfName(origin);
    },
    neededBy: (written) => {
      const named = new Set(written.flatMap((object) => textsIn(object['spec'])));
      const needed = new Set<ApiObjectData>();
      for (let before = -1; before !== needed.size;) {
        before = needed.size;
        for (const { object } of besides) {
          if (needed.has(object) || !named.has(object.metadata.name)) continue;
          needed.add(object);
          for (const text of textsIn(object['spec'])) named.add(text);
        }
      }
      return besides.flatMap(({ ingress, object }) =>
        needed.has(object) ? [{ file: fileOfName(ingress), object }] : [],
      );
    },
    entriesOf: (notes) => {
      const later = notes.flatMap((note) => {
        const { metadata } = note.source.object;
        const origin = origins.get(`${namespaceOf(note.source.object)}/${metadata.name}`);
        const read = origin && findRead(objects, 'Ingress', origin.ingress.namespace, origin.ingress.name);
        if (!read || !made.includes(note.source)) return [];
        const its = ofDefaultCertificate(read, note);
        return [entryOf(read, placeOf(note, origin.parts), its, fileOfName(origin.ingress))];
      });
      const told = new Set(later.map(({ path }) => path));
      const lost = new Set(later.filter(({ fate }) => fate === 'lost').map(({ path }) => path));
      const all = [
        ...entries
          .filter(({ path, fate }) => fate !== 'carried' || !told.has(path))
          .map((entry) => (lost.has(entry.path) ? { ...entry, to: null } : entry)),
        ...later,
      ];
      return oncePerCode(all);
    },
  };
}

/** Of an Ingress without certificates all is written but what Traefik answers with its own certificate. */
function ofDefaultCertificate({ object }: ReadObject, note: RouteNote): RouteNote {
  const sections = own(object['spec'], 'tls');
  if (note.code !== 'MG304' || (Array.isArray(sections) && sections.length > 0)) return note;
  const detail = 'HTTPS with the default certificate is left out';
  return { ...note, fate: 'changed', severity: 'warning', detail };
}

/** The part of the Ingress that a note of its IngressRoute is of. */
function placeOf({ at }: RouteNote, parts: readonly FieldPath[]): FieldPath {
  const [, field, index] = at;
  if (field === 'routes' && typeof index === 'number') return parts[index] ?? [];
  return field === 'tls' ? ['spec', 'tls'] : [];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => textsIn(item));
  return isPlainMap(value) ? Object.values(value).flatMap((item) => textsIn(item)) : [];
}
