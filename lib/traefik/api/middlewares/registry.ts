import { addPrefix } from './add-prefix/kind';
import { basicAuth } from './basic-auth/kind';
import { buffering } from './buffering/kind';
import { chain } from './chain/kind';
import { circuitBreaker } from './circuit-breaker/kind';
import { compress } from './compress/kind';
import { contentType } from './content-type/kind';
import { digestAuth } from './digest-auth/kind';
import { encodedCharacters } from './encoded-characters/kind';
import { errors } from './errors/kind';
import { forwardAuth } from './forward-auth/kind';
import { grpcWeb } from './grpc-web/kind';
import { headers } from './headers/kind';
import { inFlightReq } from './in-flight-req/kind';
import { ipAllowList } from './ip-allow-list/kind';
import { ipWhiteList } from './ip-white-list/kind';
import { passTLSClientCert } from './pass-tls-client-cert/kind';
import { plugin } from './plugin/kind';
import { rateLimit } from './rate-limit/kind';
import { redirectRegex } from './redirect-regex/kind';
import { redirectScheme } from './redirect-scheme/kind';
import { replacePath } from './replace-path/kind';
import { replacePathRegex } from './replace-path-regex/kind';
import { retry } from './retry/kind';
import { stripPrefix } from './strip-prefix/kind';
import { stripPrefixRegex } from './strip-prefix-regex/kind';
import type { MiddlewareKinds } from './specs';

/** All that is known of each kind of middleware, in the order in which Traefik's provider reads them. */
export const middlewareKinds = {
  basicAuth,
  digestAuth,
  forwardAuth,
  errors,
  plugin,
  rateLimit,
  retry,
  circuitBreaker,
  chain,
  addPrefix,
  buffering,
  compress,
  contentType,
  encodedCharacters,
  grpcWeb,
  headers,
  inFlightReq,
  ipAllowList,
  ipWhiteList,
  passTLSClientCert,
  redirectRegex,
  redirectScheme,
  replacePath,
  replacePathRegex,
  stripPrefix,
  stripPrefixRegex,
} as const satisfies Readonly<Record<keyof MiddlewareKinds, unknown>>;
