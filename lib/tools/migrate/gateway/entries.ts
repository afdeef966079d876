import { asList, own } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ReadObject } from '../../../core/manifest';
import { type MigrationEntry, entryOf, isWithin, oncePerCode } from '../entries';
import type { GatewayScene } from './scene';

/** What became of every route of IngressRoutes, of their TLS, and of those of TCP and UDP. */
export function routeEntries(
  sources: readonly ReadObject[],
  { notes, fileOf }: Pick<GatewayScene, 'notes' | 'fileOf'>,
): readonly MigrationEntry[] {
  return sources.flatMap((source) => {
    const its = notes.filter((note) => note.source === source);
    const parts = partsOf(source);
    const file = source.object.kind === 'IngressRoute' ? fileOf(source.object) : null;
    const told = parts.flatMap((part) => {
      const below = its.filter(({ at }) => isWithin(at, part) || isWithin(part, at));
      const lost = below.filter(({ fate }) => fate === 'lost');
      const notesOf = lost.length > 0 ? lost : below;
      return notesOf.length > 0
        ? notesOf.map((note) => entryOf(source, isWithin(note.at, part) ? note.at : part, note, file))
        : [entryOf(source, part, undefined, file)];
    });
    return oncePerCode(told);
  });
}

function partsOf({ object }: ReadObject): readonly FieldPath[] {
  if (object.kind !== 'IngressRoute') return [[]];
  const spec = object['spec'];
  const routes = own(spec, 'routes');
  return [
    ...asList(routes).map((_, index) => ['spec', 'routes', index]),
    ...(own(spec, 'tls') === undefined ? [] : [['spec', 'tls']]),
  ];
}
