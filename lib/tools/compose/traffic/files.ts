import { valueAt } from '../../../core/base';
import type { FieldPath, Location } from '../../../core/finding';
import type { ReadObject } from '../../../core/manifest';
import { mountAt } from '../../../project/docker';
import { type FileConfiguration, type LabelConfiguration, decodeFile } from '../../../traefik/labels';
import { type ComposedProvider, fileKind } from '../../../traefik/model';
import type { Source } from '../source';

/** What labels or a file say, in the words of Traefik's dynamic configuration. */
export interface Said {
  readonly provider: ComposedProvider;
  /** What they say; none where Traefik reads nothing of them. */
  readonly said?: LabelConfiguration;
  /** The labels that say a part of that, or what lies below it. */
  readonly labelsAt?: (path: FieldPath) => readonly string[];
}

/** A file of Traefik's file provider. */
export interface FileSet extends Said {
  readonly said?: FileConfiguration;
  /** Where the project mounts it into Traefik's container. */
  readonly at: FieldPath;
  /** What stands in it, as it was written. */
  readonly written: unknown;
  readonly locate: (path: FieldPath) => Location;
  /** Why Traefik reads nothing of it. */
  readonly unread?: string;
}

/** The files among what Traefik reads. */
export function fileSets(
  { project, traefik = '' }: Source,
  objects: readonly ReadObject[],
): readonly FileSet[] {
  const service = project.services[traefik] ?? {};
  return objects.flatMap(({ object, locate }): FileSet[] => {
    if (object.kind !== fileKind) return [];
    const written = valueAt(object, 'spec');
    const read = decodeFile(written);
    const set = {
      provider: 'file' as const,
      at: ['services', traefik, ...(mountAt(service, `/${object.metadata.name}`) ?? ['volumes'])],
      written,
      locate: (path: FieldPath) => locate(['spec', ...path]),
    };
    if ('reason' in read) return [{ ...set, unread: read.reason }];
    return [{ ...set, said: read.configuration, labelsAt: read.labelsAt }];
  });
}
