import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import type { ServersTransport } from '../../dynamic/configuration';
import type { NginxContext, NginxIngress } from './context';
import { schemeOf } from './backends';
import { tlsSecret } from './secrets';

/** The transport of an Ingress, as far as it decides whether a backend can be reached. */
export function transportOf(
  context: NginxContext,
  { object: { namespace }, settings }: NginxIngress,
): Attempt<ServersTransport> {
  const disableHTTP2 = settings['proxy-http-version'] === '1.1';
  if (schemeOf(settings) !== 'https') return made({ insecureSkipVerify: false, rootCAs: 0, disableHTTP2 });
  const insecureSkipVerify = (settings['proxy-ssl-verify'] ?? 'off').toLowerCase() !== 'on';
  const written = settings['proxy-ssl-secret'] ?? '';
  if (written === '') return made({ insecureSkipVerify, rootCAs: 0, disableHTTP2 });
  const [there = '', name, ...others] = written.split('/');
  if (name === undefined || others.length > 0) return failed(`malformed proxy SSL secret: ${written}`);
  if (!context.options.allowCrossNamespaceResources && there !== namespace) {
    return failed(`cross-namespace proxy SSL secret not allowed: ${written}`);
  }
  const secret = tlsSecret(context, there, name);
  if (isFailed(secret)) return failed(`getting certificate blocks: ${secret.reason}`);
  return made({ insecureSkipVerify, rootCAs: secret.value.ca === undefined ? 0 : 1, disableHTTP2 });
}
