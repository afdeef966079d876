import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
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
  for (const { target = '', type, source } of service.volumes ?? []) {
    const below = belowOf(posix.normalize(target), wanted);
    if (below === undefined) continue;
    if (type !== 'bind' || source === undefined) return 'unknown';
    const file = below === '' ? source : join(source, below);
    if (!existsSync(file)) return below === '' ? 'unknown' : undefined;
    return statSync(file).isFile() ? { text: readText(file), file } : undefined;
  }
  const given = [
    ...(service.configs ?? []).map((use) => ({ use, all: project.configs, folder: '/' })),
    ...(service.secrets ?? []).map((use) => ({ use, all: project.secrets, folder: '/run/secrets/' })),
  ];
  for (const { use, all, folder } of given) {
    const { source = '', target = source } = use;
    if (posix.resolve(folder, target) !== wanted) continue;
    const config = all[source];
    if (!config) return 'unknown';
    if ('content' in config && typeof config.content === 'string')
      return { text: config.content, file: project.locate(['configs', source, 'content']).file };
    const { file } = config;
    return file !== undefined && existsSync(file) ? { text: readText(file), file } : 'unknown';
  }
  return undefined;
}

/** The folder of this machine that a container has at a path; undefined where none is bound there. */
export function mountedFolder(service: ComposeService, path: string): string | undefined {
  const wanted = posix.normalize(path).replace(/\/$/, '');
  for (const { target = '', type, source } of service.volumes ?? []) {
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
