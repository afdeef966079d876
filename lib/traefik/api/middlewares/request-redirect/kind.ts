import { answer, escapedPath, formatLocation, splitHostPort } from '../../../request';
import { toBytes } from '../../../rule';
import { int, string, struct } from '../../read';
import { middlewareKind } from '../kind';
import { withReplacedPath } from '../shared/prefix-replacement';

const statusCodes: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Redirects a request to another scheme, host, port or path. Only the provider kubernetesGateway makes it.
 *
 * @see pkg/middlewares/gatewayapi/redirect/request_redirect.go
 */
export const requestRedirect = middlewareKind(
  struct({
    scheme: string,
    hostname: string,
    port: string,
    path: string,
    pathPrefix: string,
    statusCode: int,
  }),
  {
    verify: ({ statusCode = 302 }) =>
      statusCodes.has(statusCode) ? undefined : `unsupported status code: ${statusCode}`,
    handle: (request, config, _next, { change, version }) => {
      const { scheme = request.tlsOptions === undefined ? 'http' : 'https', statusCode = 302 } = config;
      const own = hostAndPort(request.host);
      const host = config.hostname === undefined ? own.host : toBytes(config.hostname);
      const port = config.port ?? own.port;
      const url = withReplacedPath(request.url, config, version);
      if (!url) return answer(400);
      const location = formatLocation({
        scheme,
        opaque: '',
        userinfo: undefined,
        host: port === '' ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`,
        url,
        fragment: undefined,
        requestUri: escapedPath(url),
      });
      change(`redirects to ${location}`);
      return answer(statusCode, { Location: location });
    },
  },
);

/** The host without brackets and the port, as Go's URL has them. */
function hostAndPort(text: string): { readonly host: string; readonly port: string } {
  const split = splitHostPort(text);
  if (split && /^\d*$/.test(split.port)) return split;
  return { host: text.replace(/^\[(.*)\]$/, '$1'), port: '' };
}
