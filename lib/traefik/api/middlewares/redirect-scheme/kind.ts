import { type TrafficRequest, getHeader, splitHostPort } from '../../../request';
import { required } from '../../check/fault';
import { type Decoded, bool, string, struct } from '../../read';
import { made } from '../../../../core/base';
import { configuredKind } from '../kind';
import { type UrlParts, joinUrl, partsOf, redirect } from '../shared/redirect';

const fields = { scheme: string, port: string, permanent: bool };

/** The provider kubernetesIngressNGINX redirects every method with 308. */
type RedirectSchemeConfig = Decoded<typeof fields> & { readonly forcePermanentRedirect?: boolean };

/** Redirects requests of another scheme, or to another port. */
export const redirectScheme = configuredKind(struct(fields), (spec) => made<RedirectSchemeConfig>(spec), {
  check: ({ scheme }) => required(scheme, ['scheme'], { reason: 'you must provide a target scheme' }),
  handle: (request, config, next, surroundings) => {
    const { scheme = '', port = '', permanent = false, forcePermanentRedirect = false } = config;
    const isDefault = (scheme === 'http' && port === '80') || (scheme === 'https' && port === '443');
    const target = port === '' || isDefault ? '' : `:${port}`;
    return redirect(request, joinUrl(clientUrl(request)), {
      regex: '^(https?:\\/\\/)?(\\[[\\w:.]+\\]|[\\w\\._-]+)?(:\\d+)?(.*)$',
      replacement: `${scheme}://\${2}${target}\${4}`,
      permanent,
      statusCode: forcePermanentRedirect ? 308 : undefined,
      next,
      surroundings,
    });
  },
});

/** The URL as the client sees it: behind another proxy X-Forwarded-Proto tells the scheme. */
function clientUrl(request: TrafficRequest): UrlParts {
  const split = splitHostPort(request.host);
  const parts = partsOf(request, split?.host ?? request.host, split ? `:${split.port}` : '');
  const forwarded = getHeader(request.headers, 'X-Forwarded-Proto').toLowerCase();
  const isPlain = forwarded === 'http' || forwarded === 'ws';
  const isSecure = forwarded === 'https' || forwarded === 'wss';
  const scheme = isPlain ? 'http' : isSecure ? 'https' : parts.scheme;
  const isDefault =
    (scheme === 'http' && parts.port === ':80') || (scheme === 'https' && parts.port === ':443');
  return { ...parts, scheme, port: isDefault ? '' : parts.port };
}
