import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { FieldPath } from '../../core/finding';
import { readText } from '../../core/file';
import type { ComposeModel, ComposeService } from '../compose';

/** A file inside a container whose text is known. */
export interface MountedFile {
  readonly text: string;
  /** The file beside the project, or the config of the project, that holds it. */
  readonly file: string;
}

/** What is known of a path inside a container. */
export type Mounted = MountedFile | 'unknown' | undefined;

/**
 * A file as a container sees it: of a bind mount, a config or a secret of the project. `unknown` where something is
 * mounted there that cannot be read here; undefined where nothing is.
 */
export function mountedFile(project: ComposeModel, service: ComposeService, path: string): Mounted {
  const wanted = posix.normalize(path);
  for (const { target = '', type, source } of deepestFirst(service)) {
    const below = belowOf(posix.normalize(target), wanted);
    if (below === undefined) continue;
    if (type !== 'bind' || source === undefined) return 'unknown';
    const file = below === '' ? source : join(source, below);
    if (!existsSync(file)) return below === '' ? 'unknown' : undefined;
    return statSync(file).isFile() ? { text: readText(file), file } : undefined;
  }
  const given = givenFiles(service).find(({ target }) => target === wanted);
  if (!given) return undefined;
  const declared = project[given.section][given.source];
  if (!declared) return 'unknown';
  if ('content' in declared && typeof declared.content === 'string')
    return { text: declared.content, file: project.locate(['configs', given.source, 'content']).file };
  const { file } = declared;
  return file !== undefined && existsSync(file) ? { text: readText(file), file } : 'unknown';
}

/** Where a service says what is mounted at a path: `volumes[0]`. */
export function mountAt(service: ComposeService, path: string): FieldPath | undefined {
  const wanted = posix.normalize(path);
  const volumes = service.volumes ?? [];
  const volume = deepestFirst(service).find(
    ({ target = '' }) => belowOf(posix.normalize(target), wanted) !== undefined,
  );
  if (volume) return ['volumes', volumes.indexOf(volume)];
  const given = givenFiles(service).find(({ target }) => target === wanted);
  return given && [given.section, given.index];
}

/** Files that are mounted one by one below a folder. */
export function mountedBelow(service: ComposeService, folder: string): readonly string[] {
  const wanted = posix.normalize(folder).replace(/\/$/, '');
  const bound = (service.volumes ?? []).flatMap(({ type, target = '' }) => (type === 'bind' ? [target] : []));
  const targets = [...bound, ...givenFiles(service).map(({ target }) => target)];
  return targets.filter((target) => (belowOf(wanted, posix.normalize(target)) ?? '') !== '');
}

/** The configs and secrets of a service, each with its path in the container. */
function givenFiles(service: ComposeService): readonly {
  readonly section: 'configs' | 'secrets';
  readonly index: number;
  readonly source: string;
  readonly target: string;
}[] {
  const folders = { configs: '/', secrets: '/run/secrets/' } as const;
  return (['configs', 'secrets'] as const).flatMap((section) =>
    (service[section] ?? []).map(({ source = '', target = source }, index) => ({
      section,
      index,
      source,
      target: posix.resolve(folders[section], target),
    })),
  );
}

/** What is mounted deeper hides what is mounted above it. */
function deepestFirst({ volumes = [] }: ComposeService): NonNullable<ComposeService['volumes']> {
  return volumes.toSorted(
    ({ target: one = '' }, { target: other = '' }) =>
      posix.normalize(other).length - posix.normalize(one).length,
  );
}

/** The folder of this machine that a container has at a path; undefined where none is bound there. */
export function mountedFolder(service: ComposeService, path: string): string | undefined {
  const wanted = posix.normalize(path).replace(/\/$/, '');
  for (const { target = '', type, source } of deepestFirst(service)) {
    const below = belowOf(posix.normalize(target).replace(/\/$/, ''), wanted);
    if (below !== undefined && type === 'bind' && source !== undefined) return join(source, below);
  }
  return undefined;
}

/** What is left of a path below a folder; the empty text for the path itself. */
function belowOf(folder: string, path: string): string | undefined {
  if (folder === path) return '';
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
