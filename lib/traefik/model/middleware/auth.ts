import { expressionError, expressionOf } from '../../api/read';
import {
  type Outcome,
  type TrafficRequest,
  answer,
  contentLength,
  deleteHeader,
  getHeader,
  parseLocation,
  setUrl,
  undecided,
} from '../../request';
import type { AuthConfig, ForwardAuthConfig } from '../dynamic/middlewares';
import { fromBytes, toBytes } from '../rules';
import { type Effect } from './middleware';
import { passwordMatches } from './password';

/** User names and hashes; a line that is no `user:hash` disables the middleware. */
function readUsers(users: readonly string[], fields: 2 | 3): ReadonlyMap<string, string> | string {
  const read = new Map<string, string>();
  for (const user of users) {
    const parts = user.split(':');
    if (parts.length !== fields) return `error parsing user: ${user}`;
    read.set(parts.slice(0, -1).join(':'), parts[fields - 1] ?? '');
  }
  return read;
}

/** Asks for a name and a password. */
export const basicAuth: Effect<AuthConfig> = {
  check: ({ users }) => {
    const read = readUsers(users, 2);
    if (typeof read === 'string') return read;
    return read.size === 0 ? 'no users found' : undefined;
  },
  handle: (request, config, next, report) => {
    const { users, realm = 'traefik' } = config;
    const known = readUsers(users, 2);
    const credentials = readBasic(getHeader(request.headers, 'Authorization'));
    if (!credentials || typeof known === 'string') {
      report.change('no credentials');
      return unauthorized(`Basic realm="${realm}"`);
    }
    const hash = known.get(fromBytes(credentials.user));
    if (hash === undefined || hash === '' || !passwordMatches(credentials.password, hash)) {
      report.change('wrong credentials');
      return unauthorized(`Basic realm="${realm}"`);
    }
    report.change(`accepts the user ${fromBytes(credentials.user)}`);
    accept(request, config, credentials.user);
    return next();
  },
};

function unauthorized(challenge: string): Outcome {
  return answer(401, { 'Www-Authenticate': challenge });
}

function accept(request: TrafficRequest, { headerField, removeHeader }: AuthConfig, user: string): void {
  if (headerField !== undefined) {
    deleteHeader(request.headers, headerField);
    // Written as it stands in the configuration, not in Go's spelling.
    request.headers.set(toBytes(headerField), [user]);
  }
  if (removeHeader) deleteHeader(request.headers, 'Authorization');
}

function readBasic(header: string): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^basic (.*)$/is.exec(header)?.[1];
  if (
    encoded === undefined ||
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded)
  ) {
    return undefined;
  }
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Asks for a digest over a number that Traefik made: no request can be right without having asked before. */
export const digestAuth: Effect<AuthConfig> = {
  check: ({ users }) => {
    const read = readUsers(users, 3);
    return typeof read === 'string' ? read : undefined;
  },
  handle: (request, { realm = 'traefik' }, _next, { change, note }) => {
    if (getHeader(request.headers, 'Authorization').startsWith('Digest ')) {
      note('digest credentials are right only for a number that this Traefik gave out before');
    }
    change('no credentials that could be right');
    return unauthorized(`Digest realm="${realm}", algorithm="MD5", qop="auth"`);
  },
};

/** Another service decides, where it can be asked at all. */
export const forwardAuth: Effect<ForwardAuthConfig> = {
  check: ({ authResponseHeadersRegex = '' }) => expressionError(authResponseHeadersRegex),
  handle: (request, config, next, report) => {
    const refusal = unaskable(request, config);
    if (refusal) {
      report.change(refusal.reason);
      return answer(refusal.status);
    }
    const { address = '', authResponseHeaders = [] } = config;
    report.note(`forwardAuth: ${address} decides whether the request passes`);
    if (authResponseHeaders.length > 0) {
      report.note(`forwardAuth: ${address} may set the request headers ${authResponseHeaders.join(', ')}`);
    }
    report.change(`asks ${address}`);
    dropAuthHeaders(request, config);
    setUrl(request, request.url);
    return undecided(next());
  },
};

/** Why the service is not asked, with what Traefik answers then. */
function unaskable(
  { headers }: TrafficRequest,
  { address = '', forwardBody = false, maxBodySize = -1 }: ForwardAuthConfig,
): { readonly status: number; readonly reason: string } | undefined {
  const url = parseLocation(toBytes(address));
  if (!url) return { status: 500, reason: `${address} is no URL` };
  const length = contentLength(headers);
  if (forwardBody && maxBodySize >= 0 && length > maxBodySize) {
    return { status: 401, reason: `a body of ${length} bytes is more than the ${maxBodySize} allowed` };
  }
  const isCallable = (url.scheme === 'http' || url.scheme === 'https') && (url.host ?? '') !== '';
  return isCallable
    ? undefined
    : { status: 500, reason: `${address} is no URL of http or https with a host` };
}

/** What the client sends under a name that the service answers with never gets through. */
function dropAuthHeaders(
  { headers }: TrafficRequest,
  { authResponseHeaders = [], authResponseHeadersRegex = '' }: ForwardAuthConfig,
): void {
  for (const name of authResponseHeaders) deleteHeader(headers, name);
  if (authResponseHeadersRegex === '') return;
  const expression = expressionOf(authResponseHeadersRegex);
  for (const name of headers.keys()) if (expression.test(name)) deleteHeader(headers, name);
}
