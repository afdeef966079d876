import { type Attempt, failed, isFailed, made } from '../../../core/base';
import type { KeyPair } from '../../api/middlewares';
import { type KubernetesView, textOf } from './kubernetes';

const caKeys = ['tls.ca', 'ca.crt'];

/** The CA in a Secret: `tls.ca`, else `ca.crt`, else (where allowed) the only entry. */
export function caOf(view: KubernetesView, namespace: string, name: string, only: boolean): Attempt<string> {
  const secret = view.secret(namespace, name);
  if (isFailed(secret)) return secret;
  const { data } = secret.value;
  const key = caKeys.find((candidate) => data.has(candidate));
  const value = key === undefined ? undefined : data.get(key);
  if (value) return made(textOf(value));
  const [sole] = data.values();
  return only && data.size === 1 && sole
    ? made(textOf(sole))
    : failed(`secret ${namespace}/${name} contains neither tls.ca nor ca.crt`);
}

/** The CA in a ConfigMap. */
export function caOfConfigMap(view: KubernetesView, namespace: string, name: string): Attempt<string> {
  const data = view.configMap(namespace, name);
  if (isFailed(data)) return data;
  const key = caKeys.find((candidate) => data.value.has(candidate));
  return key === undefined
    ? failed(`config map ${namespace}/${name} contains neither tls.ca nor ca.crt`)
    : made(data.value.get(key) ?? '');
}

/** The certificate and key in a Secret. */
export function keyPairOf(view: KubernetesView, namespace: string, name: string): Attempt<KeyPair> {
  const secret = view.secret(namespace, name);
  if (isFailed(secret)) return secret;
  const certificate = textOf(secret.value.data.get('tls.crt') ?? new Uint8Array());
  const key = textOf(secret.value.data.get('tls.key') ?? new Uint8Array());
  const missing = [certificate === '' && 'tls.crt', key === '' && 'tls.key'].filter(Boolean);
  return missing.length > 0
    ? failed(`secret ${namespace}/${name} is missing the following TLS data entries: ${missing.join(', ')}`)
    : made({ certificate, key });
}
