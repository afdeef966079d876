import { createHash } from 'node:crypto';
import { type KubernetesView, type Secret, textOf } from './kubernetes';
import { type Attempt, failed, isFailed, made } from './result';

/** A certificate with its key, as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

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

/** Users of basic authentication: a `kubernetes.io/basic-auth` Secret, or lines of `user:hash`. */
export function basicUsersOf(
  view: KubernetesView,
  namespace: string,
  name: string,
): Attempt<readonly string[]> {
  const secret = view.secret(namespace, name);
  if (isFailed(secret)) return secret;
  if (secret.value.type !== 'kubernetes.io/basic-auth') return linesOf(secret.value, namespace, name);
  const username = secret.value.data.get('username');
  const password = secret.value.data.get('password');
  if (!username || !password) {
    return failed(`secret ${namespace}/${name} must contain both username and password keys`);
  }
  const hash = createHash('sha1').update(password).digest('base64');
  return made([`${textOf(username)}:{SHA}${hash}`]);
}

/** Users of digest authentication: lines of `user:realm:hash`. */
export function digestUsersOf(
  view: KubernetesView,
  namespace: string,
  name: string,
): Attempt<readonly string[]> {
  const secret = view.secret(namespace, name);
  return isFailed(secret) ? secret : linesOf(secret.value, namespace, name);
}

function linesOf(secret: Secret, namespace: string, name: string): Attempt<readonly string[]> {
  const [content] = secret.data.values();
  if (secret.data.size !== 1 || !content) {
    return failed(
      `found ${secret.data.size} elements for secret ${namespace}/${name}, must be single element exactly`,
    );
  }
  const lines = textOf(content)
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
  return lines.length > 0
    ? made(lines)
    : failed(`secret ${namespace}/${name} does not contain any credentials`);
}
