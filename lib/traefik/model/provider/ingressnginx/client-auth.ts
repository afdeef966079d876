import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import { normalize } from '../../dynamic/names';
import { defaultAlpn } from '../crd/tls';
import type { NamedTlsOptions, NginxContext, NginxIngress } from './context';
import { clientAuthType } from './middlewares';
import { namespaced, tlsSecret } from './secrets';

/** The TLS options that auth-tls-secret asks for; undefined where it is not set. */
export function clientAuthOf(
  context: NginxContext,
  { object, settings }: NginxIngress,
): Attempt<NamedTlsOptions | undefined> {
  const written = settings['auth-tls-secret'];
  if (written === undefined) return made(undefined);
  const type = clientAuthType(settings['auth-tls-verify-client']);
  const known = context.clientAuth.get(nameOf(context, object, written, type));
  // Whether another namespace may be named is asked only where no Ingress before has asked for the same.
  if (known) return made(known);
  const reference = namespaced(context, object.namespace, written, 'auth-tls-secret');
  if (isFailed(reference)) return reference;
  const { namespace, name } = reference.value;
  const secret = tlsSecret(context, namespace, name);
  if (isFailed(secret)) return failed(`reading client certificate: ${secret.reason}`);
  const { ca } = secret.value;
  if (ca === undefined) return failed('secret does not contain a CA certificate');
  const found: NamedTlsOptions = {
    name: nameOf(context, object, written, type),
    options: {
      clientAuthType: type,
      clientCAs: [ca],
      sniStrict: false,
      alpnProtocols: defaultAlpn,
    },
  };
  context.clientAuth.set(found.name, found);
  return made(found);
}

/** What several Ingresses ask for alike has one name, so that they do not stand against one another. */
function nameOf(
  { version }: NginxContext,
  object: NginxIngress['object'],
  written: string,
  type: string,
): string {
  if (!version.has('nginx-shared-client-auth')) {
    return normalize(`${object.namespace}-${object.name}-${written}`);
  }
  const slash = written.indexOf('/');
  const [namespace, name] = slash < 0 ? [written, ''] : [written.slice(0, slash), written.slice(slash + 1)];
  return normalize(`${namespace}-${namespace.length}-${name}-${name.length}-${kebabCase(type)}`);
}

function kebabCase(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
