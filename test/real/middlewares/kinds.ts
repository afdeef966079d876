import type { MiddlewareKind } from './through';

/** Which test file shows which kinds; the type says that none is left out. */
export const shownIn = {
  rewriting: [
    'addPrefix',
    'chain',
    'contentType',
    'encodedCharacters',
    'headers',
    'passTLSClientCert',
    'plugin',
    'redirectRegex',
    'redirectScheme',
    'replacePath',
    'replacePathRegex',
    'stripPrefix',
    'stripPrefixRegex',
  ],
  guarding: [
    'basicAuth',
    'digestAuth',
    'forwardAuth',
    'inFlightReq',
    'ipAllowList',
    'ipWhiteList',
    'rateLimit',
  ],
  carrying: ['buffering', 'circuitBreaker', 'compress', 'errors', 'grpcWeb', 'retry'],
} as const satisfies Record<string, readonly MiddlewareKind[]>;

type Shown = (typeof shownIn)[keyof typeof shownIn][number];

/** Does not compile while a kind of middleware is shown nowhere. */
export const complete: [Exclude<MiddlewareKind, Shown>] extends [never] ? true : false = true;
