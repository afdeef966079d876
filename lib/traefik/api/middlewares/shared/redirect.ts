import {
  type Outcome,
  type MiddlewareSurroundings,
  type TrafficRequest,
  answer,
  formatLocation,
  parseLocation,
} from '../../../request';
import { expressionOf } from '../../read';

/** Parts of an absolute URL on a request line, or of a path. */
const absolute = /^(https?):\/\/(\[[\w:.]+\]|[\w._-]+)?(:\d+)?(.*)$/;

/** Parts of the URL that a client asked for. */
export interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly uri: string;
}

/** The parts as one URL. */
export function joinUrl({ scheme, host, port, uri }: UrlParts): string {
  return `${scheme}://${host}${port}${uri}`;
}

/** The URL of a request; a request line that is a whole URL wins over the host given here. */
export function partsOf(request: TrafficRequest, host: string, port: string): UrlParts {
  const [, scheme = 'http', named, ownPort, uri = request.requestUri] =
    absolute.exec(request.requestUri) ?? [];
  return {
    scheme: request.tlsOptions === undefined ? scheme : 'https',
    host: named ?? host,
    port: ownPort ?? port,
    uri,
  };
}

/** What is redirected, and where to. */
export interface Redirection {
  readonly regex: string;
  readonly replacement: string;
  readonly permanent: boolean;
  /** The status code in place of what the method asks for. */
  readonly statusCode?: number | undefined;
  readonly next: () => Outcome;
  readonly surroundings: MiddlewareSurroundings;
}

/** Redirects a URL that an expression matches to what it is rewritten to. */
export function redirect(request: TrafficRequest, url: string, redirection: Redirection): Outcome {
  const { regex, replacement, permanent, statusCode, next, surroundings } = redirection;
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
  const status = statusCode ?? (permanent ? (isGet ? 301 : 308) : isGet ? 302 : 307);
  const formatted = formatLocation(location);
  surroundings.change(`redirects ${url} to ${formatted}`);
  return answer(status, { Location: formatted });
}
