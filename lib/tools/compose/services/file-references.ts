import { relative } from 'node:path';
import type { ComposeService } from '../../../project/compose';
import { kubernetesName } from '../names';
import { type Outcome, carried, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import { copiedFile, isSecretFile, secretFileOutcome } from './files';
import { creating } from './kubectl';

type FileReference = NonNullable<ComposeService['configs']>[number];

/** What a service reads of the project's secrets or configs. */
export function* references(source: ServiceSource, section: 'secrets' | 'configs'): Iterable<Outcome> {
  const { spec, at } = source;
  for (const [index, reference] of (spec[section] ?? []).entries()) {
    const path = at(section, index);
    yield section === 'secrets' ? secret(source, path, reference) : config(source, path, reference);
    for (const field of ['uid', 'gid'] as const) {
      if (reference[field] !== undefined) yield lost('CM082', [...path, field]);
    }
  }
}

function mode({ mode: octal }: FileReference): object {
  return octal === undefined ? {} : { defaultMode: Number.parseInt(octal, 8) };
}

function secret(source: ServiceSource, path: Outcome['path'], reference: FileReference): Outcome {
  const { project, to, workload, namespace, files } = source;
  const { source: key = '', target = key } = reference;
  const declared = project.secrets[key];
  const name = kubernetesName(declared?.external === true ? (declared.name ?? key) : key);
  const from = declared?.file === undefined ? '…' : relative(files.directory, declared.file);
  const at = target.startsWith('/') ? target : `/run/secrets/${target}`;
  return changed('CM080', path, {
    message: `${workload.compose} reads the secret ${key} at ${at}: the Secret ${name} has to exist, with the key ${key}.`,
    fix: creating('secret generic', name, namespace, `--from-file=${key}=${from}`),
    to: to('mounts', at),
    value: { secret: { name }, key, ...mode(reference) },
    also: [{ to: ['existing', 'secrets', name], value: { keys: [key] } }],
  });
}

function config(source: ServiceSource, path: Outcome['path'], reference: FileReference): Outcome {
  const { project, to, workload, namespace } = source;
  const { source: key = '', target = `/${key}` } = reference;
  const declared = project.configs[key];
  const at = target.startsWith('/') ? target : `/${target}`;
  if (declared?.content !== undefined && !isSecretFile(key, declared.content)) {
    return carried(path, to('config', 'files', at), { content: declared.content, keepDirectory: true });
  }
  if (declared?.content !== undefined)
    return secretFileOutcome(source, path, { shown: `The config ${key}`, key, target: at });
  if (declared?.file !== undefined) return copiedFile(source, path, { from: declared.file, target: at });
  const name = kubernetesName(declared?.external === true ? (declared.name ?? key) : key);
  return changed('CM081', path, {
    message: `${workload.compose} reads the config ${key} at ${at}: the ConfigMap ${name} has to exist, with the key ${key}.`,
    fix: creating('configmap', name, namespace, `--from-file=${key}=…`),
    to: to('mounts', at),
    value: { configMap: { name }, key, keepDirectory: true, ...mode(reference) },
    also: [{ to: ['existing', 'configMaps', name], value: { keys: [key] } }],
  });
}
