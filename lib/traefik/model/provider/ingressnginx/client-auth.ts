import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import { normalize } from '../../dynamic/names';
import { defaultAlpn } from '../crd/tls';
import type { NginxContext, NginxIngress } from './context';
import type { NamedTlsOptions } from './location';
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
  const reference = namespaced(context, object.namespace, written, 'auth-tls-secret');
  if (isFailed(reference)) return reference;
  const { namespace, name } = reference.value;
  const secret = tlsSecret(context, namespace, name);
  if (isFailed(secret)) return failed(`reading client certificate: ${secret.reason}`);
  const { ca } = secret.value;
  if (ca === undefined) return failed('secret does not contain a CA certificate');
  // What several Ingresses ask for alike has one name, so that they do not stand against one another.
  const shared = `${namespace}-${namespace.length}-${name}-${name.length}-${kebabCase(type)}`;
  const own = `${object.namespace}-${object.name}-${written}`;
  return made({
    name: normalize(context.version.has('nginx-shared-client-auth') ? shared : own),
    options: {
      clientAuthType: type,
      clientCAs: [ca],
      sniStrict: false,
      alpnProtocols: defaultAlpn,
    },
  });
}

function kebabCase(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
