import { expressionError, expressionOf } from '../../api/read';
import {
  type Outcome,
  type Surroundings,
  type TrafficRequest,
  answer,
  formatLocation,
  getHeader,
  parseLocation,
  splitHostPort,
} from '../../request';
import type { MiddlewareConfig } from '../dynamic/middlewares';
import { type Effect } from './middleware';

type Config<K extends keyof MiddlewareConfig> = NonNullable<MiddlewareConfig[K]>;

/** Parts of an absolute URL on a request line, or of a path. */
const absolute = /^(https?):\/\/(\[[\w:.]+\]|[\w._-]+)?(:\d+)?(.*)$/;

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly uri: string;
}

function join({ scheme, host, port, uri }: Parts): string {
  return `${scheme}://${host}${port}${uri}`;
}

function partsOf(request: TrafficRequest, host: string, port: string): Parts {
  const [, scheme = 'http', named, ownPort, uri = request.requestUri] =
    absolute.exec(request.requestUri) ?? [];
  return {
    scheme: request.tlsOptions === undefined ? scheme : 'https',
    host: named ?? host,
    port: ownPort ?? port,
    uri,
  };
}

/** Redirects a URL that an expression matches to what it is rewritten to. */
export const redirectRegex: Effect<Config<'redirectRegex'>> = {
  check: ({ regex = '' }) => expressionError(regex),
  handle: (request, { regex = '', replacement = '', permanent = false }, next, surroundings) =>
    redirect(request, join(partsOf(request, request.host, '')), {
      regex,
      replacement,
      permanent,
      next,
      surroundings,
    }),
};

/** Redirects requests of another scheme, or to another port. */
export const redirectScheme: Effect<Config<'redirectScheme'>> = {
  check: ({ scheme }) => (scheme === undefined ? 'you must provide a target scheme' : undefined),
  handle: (request, { scheme = '', port = '', permanent = false }, next, surroundings) => {
    const isDefault = (scheme === 'http' && port === '80') || (scheme === 'https' && port === '443');
    const target = port === '' || isDefault ? '' : `:${port}`;
    return redirect(request, join(clientUrl(request)), {
      regex: '^(https?:\\/\\/)?(\\[[\\w:.]+\\]|[\\w\\._-]+)?(:\\d+)?(.*)$',
      replacement: `${scheme}://\${2}${target}\${4}`,
      permanent,
      next,
      surroundings,
    });
  },
};

/** The URL as the client sees it: behind another proxy X-Forwarded-Proto tells the scheme. */
function clientUrl(request: TrafficRequest): Parts {
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

interface Redirection {
  readonly regex: string;
  readonly replacement: string;
  readonly permanent: boolean;
  readonly next: () => Outcome;
  readonly surroundings: Surroundings;
}

function redirect(request: TrafficRequest, url: string, redirection: Redirection): Outcome {
  const { regex, replacement, permanent, next, surroundings } = redirection;
  const expression = expressionOf(regex);
  if (!expression.test(url)) {
    surroundings.change(`${url} does not match ${regex}`);
    return next();
  }
  const target = expression.replaceAll(url, replacement);
  const location = parseLocation(target);
  // Go's url.Error is a net.Error, and those are bad gateways to the handler of errors.
  if (!location) return answer(502);
  if (target === url) {
    surroundings.change(`${url} is already where it redirects to`);
    request.url = location.url;
    request.requestUri = location.requestUri;
    return next();
  }
  const isGet = request.method === 'GET';
  const status = permanent ? (isGet ? 301 : 308) : isGet ? 302 : 307;
  const formatted = formatLocation(location);
  surroundings.change(`redirects ${url} to ${formatted}`);
  return answer(status, { Location: formatted });
}
