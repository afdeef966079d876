import { type Outcome, type TrafficRequest, answer, escapedPath, getHeader } from '../../request';
import type { CompressConfig, MiddlewareConfig } from '../dynamic/middlewares';
import type { EncodedCharacters } from '../dynamic/configuration';
import { fromBytes, toBytes } from '../rules';
import { type Effect } from './middleware';

type Config<K extends keyof MiddlewareConfig> = NonNullable<MiddlewareConfig[K]>;

const encodings: readonly (readonly [keyof EncodedCharacters, encoded: string])[] = [
  ['allowEncodedSlash', '%2F'],
  ['allowEncodedBackSlash', '%5C'],
  ['allowEncodedNullCharacter', '%00'],
  ['allowEncodedSemicolon', '%3B'],
  ['allowEncodedPercent', '%25'],
  ['allowEncodedQuestionMark', '%3F'],
  ['allowEncodedHash', '%23'],
];

/** The first encoded character of the path that is not allowed. */
export function deniedCharacter(request: TrafficRequest, allowed: EncodedCharacters): string | undefined {
  const denied = new Set(encodings.filter(([name]) => !allowed[name]).map(([, encoded]) => encoded));
  return (escapedPath(request.url).match(/%[0-9a-fA-F]{2}/g) ?? []).find((found) =>
    denied.has(found.toUpperCase()),
  );
}

/** Refuses paths with encoded characters that it does not allow. */
export const encodedCharacters: Effect<EncodedCharacters> = {
  handle: (request, config, next, { change }) => {
    const denied = deniedCharacter(request, config);
    if (denied === undefined) return next();
    change(`the path holds ${denied}`);
    return answer(400);
  },
};

const supported: ReadonlySet<string> = new Set(['gzip', 'br', 'zstd']);

/** `type/subtype` with parameters, as far as Go's mime.ParseMediaType refuses what is none. */
const mediaType = /^\s*[\w!#$%&'*+\-.^`|~]+(\/[\w!#$%&'*+\-.^`|~]+)?\s*(;.*)?$/;

/** Compresses responses; requests pass unchanged. */
export const compress: Effect<CompressConfig> = {
  check: ({ excludedContentTypes = [], includedContentTypes = [], encodings = [], defaultEncoding = '' }) => {
    if (excludedContentTypes.length > 0 && includedContentTypes.length > 0) {
      return 'excludedContentTypes and includedContentTypes options are mutually exclusive';
    }
    const bad = [...excludedContentTypes, ...includedContentTypes].find((type) => !mediaType.test(type));
    if (bad !== undefined) return `parsing media type: "${bad}"`;
    if (encodings.length === 0) return 'at least one encoding must be specified';
    const unsupported = encodings.find((encoding) => !supported.has(encoding));
    if (unsupported !== undefined) return `unsupported encoding: ${unsupported}`;
    if (defaultEncoding !== '' && !encodings.includes(defaultEncoding)) {
      return `unsupported default encoding: ${defaultEncoding}`;
    }
    return undefined;
  },
  handle: (_request, _config, next) => next(),
};

/** Lets Go guess the type of responses; requests pass unchanged. */
export const contentType: Effect<Config<'contentType'>> = { handle: (_request, _config, next) => next() };

/** Passes what it knows of the client's certificate on; without one the headers are not set. */
export const passTLSClientCert: Effect<Config<'passTLSClientCert'>> = {
  handle: (request, { pem, info }, next, { note }) => {
    if (request.tlsOptions !== undefined) {
      if (pem)
        note('passTLSClientCert: X-Forwarded-Tls-Client-Cert is set where the client shows a certificate');
      if (info)
        note(
          'passTLSClientCert: X-Forwarded-Tls-Client-Cert-Info is set where the client shows a certificate',
        );
    }
    return next();
  },
};

/** Translates gRPC-Web into gRPC, and answers its CORS preflights. */
export const grpcWeb: Effect<Config<'grpcWeb'>> = {
  handle: (request, { allowOrigins = [] }, next, report) => {
    const { headers, method } = request;
    const asked = getHeader(headers, 'Access-Control-Request-Headers');
    const wanted = getHeader(headers, 'Access-Control-Request-Method');
    const isPreflight = method === 'OPTIONS' && asked.toLowerCase().includes('x-grpc-web');
    if (isPreflight && wanted !== '') {
      report.change('answers the CORS preflight');
      return preflight(getHeader(headers, 'Origin'), wanted.toUpperCase(), asked, allowOrigins);
    }
    const type = getHeader(headers, 'Content-Type');
    if (isPreflight || (method === 'POST' && type.startsWith('application/grpc-web'))) {
      const web = type.startsWith('application/grpc-web-text')
        ? 'application/grpc-web-text'
        : 'application/grpc-web';
      headers.set('Content-Type', [type.replace(web, 'application/grpc')]);
      headers.delete('Content-Length');
      report.change('translates gRPC-Web to gRPC');
    }
    return next();
  },
};

function preflight(origin: string, method: string, asked: string, allowOrigins: readonly string[]): Outcome {
  const isAllowed = allowOrigins.some((allowed) => allowed === '*' || toBytes(allowed) === origin);
  if (origin === '' || !isAllowed || !['GET', 'POST', 'HEAD', 'OPTIONS'].includes(method)) return answer(200);
  return answer(200, {
    'Access-Control-Allow-Origin': fromBytes(origin),
    'Access-Control-Allow-Methods': method,
    'Access-Control-Allow-Headers': fromBytes(asked),
    'Access-Control-Allow-Credentials': 'true',
  });
}
