import type { ApiObjectData } from '../../manifest';
import { type MadeFinding, faultIn } from './made-finding';

/** Secrets that can be read wherever the manifests can. */
export function* inlineSecrets(objects: readonly ApiObjectData[]): Iterable<MadeFinding> {
  for (const object of objects) {
    if (object.apiVersion !== 'v1' || object.kind !== 'Secret') continue;
    yield faultIn(object, 'inline-secret', ['data'], {
      severity: 'warning',
      message: `Secret "${object.metadata.name}" stands in the manifests.`,
      consequence: 'Whoever can read them, in Git or in a pipeline, can read the secret.',
      fix: 'Make the Secret in the cluster and name it in `env`, `envFrom` or `mounts`.',
    });
  }
}
