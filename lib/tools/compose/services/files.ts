import { statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { type Outcome, changed, lost } from '../outcome';
import { mostBytes } from '../project-files';
import type { ServiceSource } from '../source';
import { creating } from './kubectl';

interface HostMount {
  readonly from: string;
  readonly target: string;
}

/** What a path of the host becomes that is mounted into a container. */
export function hostPath(source: ServiceSource, path: Outcome['path'], { from, target }: HostMount): Outcome {
  const { directory, isOutside: isOutsideOf } = source.files;
  const shown = relative(directory, from);
  const isOutside = isOutsideOf(from);
  const stats = isOutside ? undefined : statSync(from, { throwIfNoEntry: false });
  if (from.endsWith('.sock') || /^\/(?:dev|proc|sys)(?:\/|$)/.test(from) || stats?.isSocket() === true) {
    return lost('CM073', path, { message: `${from} of the host is not mounted at ${target}.` });
  }
  if (isOutside) {
    return lost('CM072', path, {
      message: `${from} lies outside of the project, on the host; it is not mounted at ${target}.`,
    });
  }
  if (!stats)
    return lost('CM076', path, { message: `${shown} is not there, so nothing is mounted at ${target}.` });
  if (stats.isDirectory())
    return lost('CM072', path, { message: `The folder ${shown} of the host is not mounted at ${target}.` });
  return copiedFile(source, path, { from, target });
}

const secretFile =
  /(?:^|[._-])(?:key|pem|p12|pfx|jks|secrets?|passwd|password|htpasswd|credentials?|token)(?:[._-]|$)|^\.env|^id_(?:rsa|ecdsa|ed25519)$/i;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** A file of the project as part of the environment: in a ConfigMap, or where it looks secret in a Secret that has to exist. */
export function copiedFile(
  source: ServiceSource,
  path: Outcome['path'],
  { from, target }: HostMount,
): Outcome {
  const { to, workload, namespace, files, inCluster } = source;
  const shown = relative(files.directory, from);
  const text = files.textOf(from);
  if (text === undefined) {
    return lost('CM076', path, {
      message: `${shown} is no text of at most ${mostBytes / 1024} KiB in the project, so it is not mounted at ${target}.`,
    });
  }
  if (secretFile.test(basename(from)) || privateKey.test(text)) {
    const name = `${workload.name}-files`;
    const key = basename(from).replaceAll(/[^-\w.]/g, '-');
    return changed('CM075', path, {
      message: `${shown} looks secret: ${target} is the key ${key} of the Secret ${name}, and its content is written nowhere.`,
      fix: creating('secret generic', name, namespace, `--from-file=${key}=${shown}`),
      to: to('mounts', target),
      value: { secret: { name }, key, keepDirectory: true },
      also: [{ to: ['existing', 'secrets', name], value: {} }],
    });
  }
  const content = inCluster(text);
  const names = content === text ? '' : ' Names of services in it are those of Kubernetes now.';
  return changed('CM074', path, {
    message: `${shown} is copied; ${workload.compose} reads it at ${target}, and cannot write it.${names}`,
    to: to('config', 'files', target),
    value: { content, keepDirectory: true },
  });
}
