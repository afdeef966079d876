import { sha256 } from '../../core/base';
import { posix } from 'node:path';
import type { HeldFile } from './inline-files';
import type {
  Volume,
  VolumeMount as ContainerMount,
  EmptyDirVolumeSource,
  ProjectedVolumeSource,
  VolumeSource,
} from './kubernetes';
import { asWritten } from './kubernetes';
import { formatQuantity } from '../../core/kubernetes';
import type { PodParts } from './model';
import type { EmptyDirSpec, MountSpec } from './spec';

/** Something that the container sees at a path. */
export interface VolumeMount {
  readonly path: string;
  /** Volume source as Kubernetes writes it, or the name of a volume claim of the StatefulSet. */
  readonly source: VolumeSource | string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

/** A ConfigMap or Secret that shows up in a directory, whole or by some of its keys. */
interface DirectorySource {
  readonly kind: 'configMap' | 'secret';
  readonly name: string;
  readonly optional?: boolean;
  readonly defaultMode?: number;
  /** Files by key; without it every key is a file. */
  readonly items?: readonly { readonly key: string; readonly path: string }[];
}

/** The ConfigMap or Secret that holds inline files. */
export interface FileHolder {
  readonly kind: 'configMap' | 'secret';
  readonly name: string;
  readonly files: readonly HeldFile[];
}

const defaultTmp = '64Mi';

/** All mounts of a pod: files, scratch directories, claims and other volumes, in a stable order. */
export function resolveMounts(spec: PodParts, holders: readonly FileHolder[]): readonly VolumeMount[] {
  const declared = Object.entries(spec.mounts ?? {});
  const files = declared.filter(([, mount]) => mount.configMap || mount.secret);
  return [
    ...Object.entries(spec.volumeClaims ?? {}).map(([claim, { mountPath, subPath }]) => ({
      path: mountPath,
      source: claim,
      subPath,
    })),
    ...writableMounts(spec),
    ...directoryMounts([...holders.flatMap(heldSources), ...files.flatMap(existingSources)]),
    ...holders.flatMap(heldAlone),
    ...files.flatMap(existingAlone),
    ...declared.flatMap(otherMounts),
  ];
}

/** Scratch directories with their size; `/tmp` is one of them unless it was removed or is something else. */
function writableMounts({ writable, mounts = {}, volumeClaims = {} }: PodParts): readonly VolumeMount[] {
  const taken = '/tmp' in mounts || Object.values(volumeClaims).some(({ mountPath }) => mountPath === '/tmp');
  const all: NonNullable<PodParts['writable']> = { ...(!taken && { '/tmp': defaultTmp }), ...writable };
  return Object.entries(all).flatMap(([path, size]) =>
    size === false
      ? []
      : [{ path, source: { emptyDir: emptyDir(typeof size === 'object' ? size : { sizeLimit: size }) } }],
  );
}

/** `volumes` of the pod and `volumeMounts` of its containers. */
export function podVolumes(
  mounts: readonly VolumeMount[],
  claims: readonly string[],
): { readonly volumes: readonly Volume[]; readonly volumeMounts: readonly ContainerMount[] } {
  const taken = new Set(claims);
  const named = new Map<string, { readonly name: string; readonly source: VolumeSource }>();
  const volumeMounts = mounts.map(({ path, source, subPath, readOnly }) => {
    const name = typeof source === 'string' ? source : volumeOf(path, source).name;
    return { name, mountPath: path, subPath, ...(readOnly && { readOnly }) };
  });
  return { volumes: [...named.values()].map(({ name, source }) => ({ name, ...source })), volumeMounts };

  // One source mounted at two paths is one volume.
  function volumeOf(path: string, source: VolumeSource): { readonly name: string } {
    const identity = JSON.stringify(source);
    const known = named.get(identity);
    if (known && !('emptyDir' in source)) return known;
    const volume = { name: volumeName(path, taken), source };
    taken.add(volume.name);
    named.set('emptyDir' in source ? path : identity, volume);
    return volume;
  }
}

/** A DNS label from a path; a hash of the path makes it unique where it has to be cut or is taken. */
function volumeName(path: string, taken: ReadonlySet<string>): string {
  const words =
    path
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'root';
  if (words.length <= 63 && !taken.has(words)) return words;
  return `${words.slice(0, 50).replace(/-$/, '')}-${sha256(path, 8)}`;
}

function emptyDir({ sizeLimit, medium }: EmptyDirSpec): EmptyDirVolumeSource {
  return { medium, sizeLimit: sizeLimit === undefined ? undefined : formatQuantity(sizeLimit) };
}

function heldSources({ kind, name, files }: FileHolder): readonly (readonly [string, DirectorySource])[] {
  const directories = new Map<string, HeldFile[]>();
  for (const file of files) {
    if (!isAlone(file)) directories.set(file.directory, [...(directories.get(file.directory) ?? []), file]);
  }
  return [...directories].map(([directory, inside]) => {
    const whole = inside.length === files.length && inside.every(({ key, base }) => key === base);
    const items = inside.map(({ key, base }) => ({ key, path: base }));
    return [directory, { kind, name, ...(!whole && { items }) }];
  });
}

function heldAlone({ kind, name, files }: FileHolder): readonly VolumeMount[] {
  return files.filter(isAlone).map(({ path, key }) => ({
    path,
    source: objectVolume({ kind, name }),
    subPath: key,
    readOnly: true,
  }));
}

/** The root directory cannot be a volume, so files in it are always mounted alone. */
function isAlone({ directory, keepDirectory }: Pick<HeldFile, 'directory' | 'keepDirectory'>): boolean {
  return keepDirectory || directory === '/';
}

function existingSources([path, mount]: [string, MountSpec]): readonly (readonly [
  string,
  DirectorySource,
])[] {
  const source = sourceOf(mount);
  const { key } = mount;
  if (!source || standsAlone(path, mount)) return [];
  if (key === undefined) return [[path, source]];
  return [[posix.dirname(path), { ...source, items: [{ key, path: posix.basename(path) }] }]];
}

function existingAlone([path, mount]: [string, MountSpec]): readonly VolumeMount[] {
  const source = sourceOf(mount);
  if (!source || !standsAlone(path, mount)) return [];
  return [
    {
      path,
      source: objectVolume(source),
      subPath: mount.key ?? mount.subPath,
      readOnly: mount.readOnly ?? true,
    },
  ];
}

/** Whether a key is mounted as one file, beside which the image's own stay; its key is a path in the volume then. */
export function standsAlone(path: string, { key, keepDirectory = false, subPath }: MountSpec): boolean {
  return key === undefined
    ? subPath !== undefined
    : isAlone({ directory: posix.dirname(path), keepDirectory });
}

function sourceOf({ configMap, secret, defaultMode }: MountSpec): DirectorySource | undefined {
  const object = configMap ?? secret;
  if (!object) return undefined;
  return {
    kind: configMap ? 'configMap' : 'secret',
    name: object.name,
    optional: object.optional,
    defaultMode,
  };
}

/** All that is declared for one directory becomes one volume, because a second mount would hide the first. */
function directoryMounts(sources: readonly (readonly [string, DirectorySource])[]): readonly VolumeMount[] {
  const directories = new Map<string, DirectorySource[]>();
  for (const [directory, source] of sources) {
    const inside = directories.get(directory) ?? [];
    const same = inside.findIndex(
      (other) => other.kind === source.kind && other.name === source.name && other.items && source.items,
    );
    const merged = inside[same];
    if (merged) inside[same] = { ...merged, items: [...(merged.items ?? []), ...(source.items ?? [])] };
    else inside.push(source);
    directories.set(directory, inside);
  }
  return [...directories].map(([path, inside]) => {
    const [first, ...others] = inside;
    const source = first && others.length === 0 ? objectVolume(first) : { projected: projection(inside) };
    return { path, source, readOnly: true };
  });
}

function objectVolume({ kind, name, optional, defaultMode, items }: DirectorySource): VolumeSource {
  const common = { items, defaultMode, optional };
  return kind === 'secret' ? { secret: { secretName: name, ...common } } : { configMap: { name, ...common } };
}

function projection(inside: readonly DirectorySource[]): ProjectedVolumeSource {
  const modes = inside.flatMap(({ defaultMode }) => defaultMode ?? []);
  return {
    defaultMode: modes.length > 0 ? Math.min(...modes) : undefined,
    sources: inside.map(({ kind, name, optional, items }) => ({
      [kind]: { name, items, optional },
    })),
  };
}

function otherMounts([path, mount]: [string, MountSpec]): readonly VolumeMount[] {
  // A second source beside a ConfigMap or Secret is a mistake that the checks report once.
  const source = sourceOf(mount) ? undefined : otherSource(mount);
  return source === undefined ? [] : [{ path, source, subPath: mount.subPath, readOnly: mount.readOnly }];
}

function otherSource({
  emptyDir: scratch,
  persistentVolumeClaim,
  volumeClaim,
  volume,
}: MountSpec): VolumeSource | string | undefined {
  if (scratch) return { emptyDir: emptyDir(scratch) };
  if (persistentVolumeClaim) {
    const { claimName, readOnly } = persistentVolumeClaim;
    return { persistentVolumeClaim: { claimName, readOnly } };
  }
  return volumeClaim ?? (volume && asWritten<VolumeSource>(volume));
}
