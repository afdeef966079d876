import type { Construct } from 'constructs';
import type { FieldPath } from '../../core/finding';
import type { Referrer } from './referrer';
import { apiObjectOf } from './target';

/** A Secret: its construct or its name. A Certificate stands for the Secret that it fills. */
export type SecretTarget = Construct | string;

/** Spells a Secret. Traefik reads Secrets beside the object that names them, never from another namespace. */
export function resolveSecret(referrer: Referrer, secret: SecretTarget, field: FieldPath): string {
  if (typeof secret === 'string') return referrer.refer('Secret', { name: secret }, field).name;
  const object = apiObjectOf(secret);
  const name = nameOfSecret(secret) ?? object?.name ?? secret.node.id;
  const { namespace } = referrer.refer('Secret', { name, namespace: object?.metadata.namespace }, field);
  if (namespace !== undefined) {
    referrer.report({
      rule: 'secret-in-other-namespace',
      severity: 'error',
      field,
      message: `The Secret "${name}" is in namespace ${namespace}.`,
      consequence: `Traefik looks for it in ${referrer.namespace ?? 'its own namespace'} only and does not find it.`,
      fix: 'Put both into one namespace.',
    });
  }
  return name;
}

function nameOfSecret(secret: Construct): string | undefined {
  return 'secretName' in secret && typeof secret.secretName === 'string' ? secret.secretName : undefined;
}
