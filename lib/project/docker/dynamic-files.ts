import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { isPlainMap } from '../../core/base';
import type { ReadObject } from '../../core/manifest';
import type { FieldPath, Problem } from '../../core/finding';
import { TemplateError, executeTemplate } from '../../traefik/labels';
import { readStaticConfiguration, selfSigned } from '../../traefik/model';
import type { ComposeModel, ComposeService } from '../compose';
import { type MountedFile, mountedBelow, mountedFile, mountedFolder } from './mounts';
import { type TraefikFile, readTraefikFile } from './traefik-file';

/** What the file provider of a project's Traefik reads. */
export interface DynamicFiles {
  readonly objects: readonly ReadObject[];
  /** What of it is not read here. */
  readonly problems: readonly Problem[];
}

/** The files of `providers.file` of a project's Traefik, as objects; those that cannot be read are told. */
export function dynamicFilesOf(project: ComposeModel, name: string, configuration: object): DynamicFiles {
  const { filename = '', directory = '' } = readStaticConfiguration(configuration).file.providers?.file ?? {};
  const service = project.services[name];
  if (!service || (filename === '' && directory === '')) return { objects: [], problems: [] };
  const paths = directory === '' ? [filename] : pathsBelow(service, directory);
  const objects: ReadObject[] = [];
  const problems: Problem[] = [];
  const refuse = (path: string, why: string): void => {
    problems.push({
      rule: 'unread-dynamic-file',
      severity: 'warning',
      message: `${path} of ${name} is not read: ${why}.`,
      location: project.locate(['services', name, 'volumes']),
    });
  };
  if (paths === undefined) refuse(directory, 'what is mounted there is not known here');
  for (const path of paths ?? []) {
    const mounted = mountedFile(project, service, path);
    if (mounted === undefined || mounted === 'unknown') {
      refuse(path, mounted ? 'what it holds is not known here' : 'nothing is mounted there');
    } else {
      const read = documentOf(mounted, path, service.environment ?? {});
      if (typeof read === 'string') refuse(path, read);
      else objects.push(objectOf(project, service, path, mounted, read));
    }
  }
  return { objects, problems };
}

/** The files of a folder and of the folders in it, in the order in which Traefik reads them. */
function pathsBelow(service: ComposeService, directory: string): readonly string[] | undefined {
  const single = mountedBelow(service, directory);
  const folder = mountedFolder(service, directory);
  const isThere = folder !== undefined && existsSync(folder);
  if (!isThere && single.length === 0) return undefined;
  const inFolder = isThere ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const paths = [...inFolder.map((file) => posix.join(directory, file)), ...single];
  return [...new Set(paths)].filter((path) => /\.(?:toml|ya?ml)$/.test(path)).toSorted();
}

function documentOf(
  { text, file }: MountedFile,
  path: string,
  variables: NonNullable<ComposeService['environment']>,
): TraefikFile | string {
  let written = text;
  try {
    // Traefik carries every file out as a template.
    if (text.includes('{{')) written = executeTemplate(text, {}, variables);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return `it is a template that is not computed here: ${error.message}`;
  }
  const read = readTraefikFile({ text: written, file }, path);
  if (read.value === undefined) return read.problems[0]?.message.replace(/\.$/, '') ?? 'it is empty';
  return read;
}

function objectOf(
  project: ComposeModel,
  service: ComposeService,
  path: string,
  { file }: MountedFile,
  document: TraefikFile,
): ReadObject {
  return {
    object: {
      apiVersion: 'docker.com/v1',
      kind: 'File',
      metadata: { namespace: project.name, name: path.replace(/^\//, '') },
      spec: withContents(document.value, [], (certificate) => {
        const found = mountedFile(project, service, certificate);
        return found === undefined || found === 'unknown' ? selfSigned([]).certificate : found.text;
      }),
    },
    locate: ([, ...field]) => document.locate(field),
    file,
  };
}

/** Files of certificates that are named, by what they hold; what cannot be read is taken to be fit for its use. */
function withContents(value: unknown, path: FieldPath, read: (file: string) => string): unknown {
  const [section] = path;
  if (Array.isArray(value)) return value.map((item, index) => withContents(item, [...path, index], read));
  if (isPlainMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withContents(item, [...path, key], read)]),
    );
  }
  const isFile = section === 'tls' && path.some((key) => key === 'certFile' || key === 'caFiles');
  return isFile && typeof value === 'string' && !value.includes('-----BEGIN') ? read(value) : value;
}
