import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import { type Secret, textOf } from '../kubernetes';
import type { NginxSettings } from './annotations';
import type { NginxContext } from './context';

/** What a Secret of TLS holds, as PEM. */
export interface TlsSecret {
  readonly ca?: string;
  readonly pair?: { readonly certificate: string; readonly key: string };
}

/** Reads a key pair, the certificate of an authority, or both. */
export function tlsSecret({ view }: NginxContext, namespace: string, name: string): Attempt<TlsSecret> {
  const secret = view.secret(namespace, name);
  if (isFailed(secret)) return failed(`fetching secret ${namespace}/${name}: ${secret.reason}`);
  const read = (key: string): string | undefined => {
    const bytes = secret.value.data.get(key);
    return bytes && textOf(bytes);
  };
  const [certificate, key, ca] = [read('tls.crt'), read('tls.key'), read('ca.crt')];
  if (certificate === undefined && key === undefined && ca === undefined) {
    return failed('secret does not contain a keypair or CA certificate');
  }
  if (ca === '') return failed('secret contains an empty CA certificate');
  const withCa = ca === undefined ? {} : { ca };
  if (certificate === undefined || key === undefined) return made(withCa);
  if (certificate === '') return failed('secret contains an empty certificate');
  if (key === '') return failed('secret contains an empty key');
  return made({ ...withCa, pair: { certificate, key } });
}

/** A reference to a Secret or ConfigMap that must name its namespace. */
export function namespaced(
  { options }: NginxContext,
  namespace: string,
  reference: string,
  what: string,
): Attempt<{ readonly namespace: string; readonly name: string }> {
  const [there = '', name = '', ...others] = reference.split('/');
  if (there === '' || name === '' || others.length > 0) {
    return failed(`${what} "${reference}" must be written as namespace/name`);
  }
  if (!options.allowCrossNamespaceResources && there !== namespace) {
    return failed(`cross-namespace ${what} not allowed: ${reference}`);
  }
  return made({ namespace: there, name });
}

/** Users of basic and digest authentication. */
export interface Login {
  readonly kind: 'basicAuth' | 'digestAuth';
  readonly users: readonly string[];
  readonly realm: string;
}

/** What auth-type asks for; undefined where it is not set. */
export function readLogin(
  { view, options }: NginxContext,
  namespace: string,
  settings: NginxSettings,
): Attempt<Login | undefined> {
  const { 'auth-type': type, 'auth-secret': written = '', 'auth-realm': realm = '' } = settings;
  if (type === undefined) return made(undefined);
  if (type !== 'basic' && type !== 'digest') return failed(`invalid auth-type "${type}"`);
  if (written === '') return failed('auth-secret must not be empty');
  const parts = written.split('/');
  if (parts.length > 2) return failed(`invalid auth secret format "${written}"`);
  const [name = '', there = namespace] = parts.toReversed();
  if (!options.allowCrossNamespaceResources && there !== namespace) {
    return failed(`cross-namespace auth secret not allowed: ${there}/${name}`);
  }
  const secret = view.secret(there, name);
  if (isFailed(secret)) return failed(`getting secret ${written}: ${secret.reason}`);
  const users = usersOf(secret.value, settings['auth-secret-type'] ?? 'auth-file');
  if (isFailed(users)) return failed(`getting users from secret ${there}/${name}: ${users.reason}`);
  return made({ kind: type === 'basic' ? 'basicAuth' : 'digestAuth', users: users.value, realm });
}

function usersOf({ data }: Secret, type: string): Attempt<readonly string[]> {
  if (type === 'auth-map') {
    if (data.size === 0) return failed('it contains no user credentials');
    return made([...data].map(([user, password]) => `${user}:${textOf(password)}`));
  }
  if (type !== 'auth-file') return failed(`invalid auth-secret-type "${type}"`);
  const content = data.get('auth');
  if (!content) return failed("it misses the key 'auth'");
  const lines = textOf(content).split('\n');
  return made(lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')));
}

/** What the backend's responses are given by a ConfigMap. */
export function readCustomHeaders(
  context: NginxContext,
  namespace: string,
  reference: string,
): Attempt<Readonly<Record<string, string>>> {
  const [there = '', name, ...others] = reference.split('/');
  if (name === undefined || others.length > 0) {
    return failed(`invalid custom-headers configmap reference "${reference}"`);
  }
  const { view, options } = context;
  if (!options.allowCrossNamespaceResources && there !== namespace) {
    return failed(`cross-namespace custom-headers is not allowed: ConfigMap ${reference}`);
  }
  const isOfHelm = view.cluster.get('v1', 'ConfigMap', there, name)?.labels.get('owner') === 'helm';
  const data = isOfHelm ? failed(`ConfigMap ${reference} not found`) : view.configMap(there, name);
  if (isFailed(data)) return failed(`getting configmap ${reference}: ${data.reason}`);
  const foreign = [...data.value.keys()].find((key) => !options.allowedHeaders.includes(key));
  if (foreign !== undefined) {
    return failed(
      `header "${foreign}" is not in providers.kubernetesIngressNGINX.globalAllowedResponseHeaders`,
    );
  }
  return made(Object.fromEntries(data.value));
}

const headerValue = /^[a-zA-Z\d_ :;.,\\/"'?!(){}[\]@<>=\-+*#$&`|~^%]+$/;

/** Whether a header of a response may have this value. */
export function isHeaderValue(text: string): boolean {
  return headerValue.test(text);
}
