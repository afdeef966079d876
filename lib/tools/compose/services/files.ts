import { readdirSync, statSync } from 'node:fs';
import { basename, join, posix, relative } from 'node:path';
import { type Outcome, changed, lost } from '../outcome';
import { mostBytes } from '../project-files';
import type { ServiceSource } from '../source';
import { creating } from './kubectl';

interface HostMount {
  readonly from: string;
  readonly target: string;
  /** Whether the container only reads it. @default false */
  readonly isReadOnly?: boolean;
}

/** A drive, or a share. */
const windowsPath = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** What a path of the host becomes that is mounted into a container. */
export function hostPath(source: ServiceSource, path: Outcome['path'], mount: HostMount): Outcome {
  const { from, target } = mount;
  const { directory, isOutside: isOutsideOf } = source.files;
  const shown = relative(directory, from);
  const isOutside = isOutsideOf(from);
  const stats = isOutside ? undefined : statSync(from, { throwIfNoEntry: false });
  if (from.endsWith('.sock') || /^\/(?:dev|proc|sys)(?:\/|$)/.test(from) || stats?.isSocket() === true) {
    return lost('CM073', path, { message: `${from} of the host is not mounted at ${target}.` });
  }
  if (windowsPath.test(from)) {
    return lost('CM072', path, {
      severity: 'error',
      message: `${from} is a path of Windows, which no node has: it is not mounted at ${target}.`,
      fix: 'Write the path relative to the Compose file, with slashes, or make it a volume; or accept the code.',
    });
  }
  if (isOutside) {
    return lost('CM072', path, {
      message: `${from} lies outside of the project, on the host; it is not mounted at ${target}.`,
    });
  }
  if (!stats)
    return lost('CM076', path, { message: `${shown} is not there, so nothing is mounted at ${target}.` });
  if (stats.isDirectory()) return copiedFolder(source, path, mount);
  return copiedFile(source, path, { from, target });
}

/** Files of a folder that are few enough to be read in environment files. */
const mostFiles = 20;

/** A folder that is only read, of a few files of text, as these; they take the place of what the image has there. */
function copiedFolder(
  source: ServiceSource,
  path: Outcome['path'],
  { from, target, isReadOnly = false }: HostMount,
): Outcome {
  const { files, to, workload, inCluster } = source;
  const shown = relative(files.directory, from);
  const names = isReadOnly ? readdirSync(from) : [];
  const texts = names.map((name) => [name, files.textOf(join(from, name))] as const);
  const isFit = texts.every(
    ([name, text]) => text !== undefined && !name.startsWith('..') && !isSecretFile(name, text),
  );
  const bytes = texts.reduce((sum, [, text = '']) => sum + Buffer.byteLength(text), 0);
  if (names.length === 0 || names.length > mostFiles || !isFit || bytes > mostBytes) {
    return lost('CM072', path, { message: `The folder ${shown} of the host is not mounted at ${target}.` });
  }
  return changed('CM074', path, {
    message: `The files of ${shown} are copied; ${workload.compose} reads them in ${target}.`,
    to: to('config', 'files'),
    value: Object.fromEntries(texts.map(([name, text = '']) => [posix.join(target, name), inCluster(text)])),
  });
}

const secretFile =
  /(?:^|[._-])(?:key|pem|p12|pfx|jks|secrets?|passwd|password|htpasswd|credentials?|token)(?:[._-]|$)|^\.env|^id_(?:rsa|ecdsa|ed25519)$/i;
/** A private key, a password that is written out, or one within an address. */
const secretText =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|(?:password|passwd|secret|token|api[_-]?key)["']?\s*(?:[:=]|\s)\s*["'][^"'\s$<{]{4,}["']|(?:password|passwd|secret|api[_-]?key)\s*[:=]\s*[^"'\s$<{/]{4,}|:\/\/[^\s/@:]*:[^\s/@$<{]+@/i;

/** Whether a file looks secret, by its name or what it says. */
export function isSecretFile(name: string, text: string): boolean {
  return secretFile.test(name) || secretText.test(text);
}

/** A file of the project as part of the environment: in a ConfigMap, or where it looks secret in a Secret that has to exist. */
export function copiedFile(
  source: ServiceSource,
  path: Outcome['path'],
  { from, target }: HostMount,
): Outcome {
  const { to, workload, files, inCluster } = source;
  const shown = relative(files.directory, from);
  const text = files.textOf(from);
  if (text === undefined) {
    return lost('CM076', path, {
      message: `${shown} is no text of at most ${mostBytes / 1024} KiB in the project, so it is not mounted at ${target}.`,
    });
  }
  if (isSecretFile(basename(from), text))
    return secretFileOutcome(source, path, { shown, key: basename(from), target });
  const content = inCluster(text);
  const names = content === text ? '' : ' Names of services in it are those of Kubernetes now.';
  return changed('CM074', path, {
    message: `${shown} is copied; ${workload.compose} reads it at ${target}, and cannot write it.${names}`,
    to: to('config', 'files', target),
    value: { content, keepDirectory: true },
  });
}

/** A file that looks secret: a key of a Secret that has to exist. */
export function secretFileOutcome(
  { to, workload, namespace }: ServiceSource,
  path: Outcome['path'],
  { shown, key, target }: { readonly shown: string; readonly key: string; readonly target: string },
): Outcome {
  const name = `${workload.name}-files`;
  const dataKey = key.replaceAll(/[^-\w.]/g, '-');
  return changed('CM075', path, {
    message: `${shown} looks secret: ${target} is the key ${dataKey} of the Secret ${name}, and its content is written nowhere.`,
    fix: creating(
      'secret generic',
      name,
      namespace,
      `--from-file=${dataKey}=${shown.includes(' ') ? '…' : shown}`,
    ),
    to: to('mounts', target),
    value: { secret: { name }, key: dataKey, keepDirectory: true },
    also: [{ to: ['existing', 'secrets', name], value: {} }],
  });
}
