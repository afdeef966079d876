import { asList, own } from '../../../core/base';
import { type FieldPath, formatFieldPath } from '../../../core/finding';
import type { ReadObject } from '../../../core/manifest';
import { migrationCode } from '../catalogue';
import type { MigrationEntry } from '../entries';
import { namespaceOf } from '../read';
import type { GatewayScene, RouteNote } from './scene';

/** What became of every route of IngressRoutes, of their TLS, and of those of TCP and UDP. */
export function routeEntries(
  sources: readonly ReadObject[],
  { notes, fileOf }: Pick<GatewayScene, 'notes' | 'fileOf'>,
): readonly MigrationEntry[] {
  return sources.flatMap((source) => {
    const its = notes.filter((note) => note.source === source);
    const parts = partsOf(source);
    const told = parts.flatMap((part) => {
      const below = its.filter(({ at }) => isWithin(at, part) || isWithin(part, at));
      const lost = below.filter(({ fate }) => fate === 'lost');
      const notesOf = lost.length > 0 ? lost : below;
      return notesOf.length > 0
        ? notesOf.map((note) => noteEntry(note, isWithin(note.at, part) ? note.at : part, fileOf))
        : [carried(source, part, fileOf)];
    });
    return [...new Map(told.map((entry) => [`${entry.path} ${entry.code}`, entry])).values()];
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

function isWithin(at: FieldPath, part: FieldPath): boolean {
  return part.every((step, index) => at[index] === step);
}

function pathOf({ object }: ReadObject, at: FieldPath): string {
  return `${object.kind} ${namespaceOf(object)}/${object.metadata.name} ${formatFieldPath(at)}`.trim();
}

function noteEntry(
  { source, fate, code, severity, detail }: RouteNote,
  at: FieldPath,
  fileOf: GatewayScene['fileOf'],
): MigrationEntry {
  const { severity: usual, what, fix } = migrationCode(code);
  return {
    path: pathOf(source, at),
    location: source.locate(at),
    fate,
    code,
    severity: severity ?? usual,
    message: detail === undefined ? what : `${what.replace(/\.$/, '')}: ${detail}.`,
    fix,
    to: fate === 'lost' || source.object.kind !== 'IngressRoute' ? null : fileOf(source.object),
  };
}

function carried(source: ReadObject, at: FieldPath, fileOf: GatewayScene['fileOf']): MigrationEntry {
  return {
    path: pathOf(source, at),
    location: source.locate(at),
    fate: 'carried',
    code: null,
    severity: 'info',
    message: 'It means the same.',
    fix: null,
    to: fileOf(source.object),
  };
}
