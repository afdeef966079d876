import type { MiddlewareConfig, MiddlewareKind } from '../dynamic/middlewares';
import { basicAuth, digestAuth, forwardAuth } from './auth';
import { compress, contentType, encodedCharacters, grpcWeb, passTLSClientCert } from './content';
import { errors } from './errors';
import { headers } from './headers';
import { ipAllowList, ipWhiteList } from './ip';
import { buffering, circuitBreaker, inFlightReq, plugin, rateLimit, retry } from './limits';
import type { Effect } from './middleware';
import { addPrefix, replacePath, replacePathRegex, stripPrefix, stripPrefixRegex } from './path';
import { redirectRegex, redirectScheme } from './redirect';

/** Chains are not here: they are other middlewares. */
type Kind = Exclude<MiddlewareKind, 'chain'>;

const effects: { readonly [K in Kind]: Effect<NonNullable<MiddlewareConfig[K]>> } = {
  addPrefix,
  stripPrefix,
  stripPrefixRegex,
  replacePath,
  replacePathRegex,
  ipWhiteList,
  ipAllowList,
  headers,
  encodedCharacters,
  errors,
  rateLimit,
  redirectRegex,
  redirectScheme,
  basicAuth,
  digestAuth,
  forwardAuth,
  inFlightReq,
  buffering,
  circuitBreaker,
  compress,
  passTLSClientCert,
  retry,
  contentType,
  grpcWeb,
  plugin,
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record that is spelled out above
const allKinds: readonly MiddlewareKind[] = [...(Object.keys(effects) as Kind[]), 'chain'];

/** The kinds that a middleware's configuration names; exactly one where it is right. */
export function kindsOf(config: MiddlewareConfig): readonly MiddlewareKind[] {
  return allKinds.filter((kind) => config[kind] !== undefined);
}

/** A middleware's effect with the configuration it belongs to. */
export interface BoundEffect {
  readonly kind: Kind;
  readonly check: () => string | undefined;
  readonly handle: (...args: HandleArguments) => ReturnType<Effect<never>['handle']>;
}

type HandleArguments = [
  request: Parameters<Effect<never>['handle']>[0],
  next: Parameters<Effect<never>['handle']>[2],
  surroundings: Parameters<Effect<never>['handle']>[3],
];

/** The effect of a middleware; undefined for chains and for what has no kind. */
export function effectOf(config: MiddlewareConfig): BoundEffect | undefined {
  const [kind] = kindsOf(config);
  return kind === undefined || kind === 'chain' ? undefined : bind(kind, config);
}

function bind(kind: Kind, config: MiddlewareConfig): BoundEffect | undefined {
  const own: unknown = config[kind];
  if (own === undefined) return undefined;
  // The kind picks both the effect and its configuration, which the type checker cannot follow.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const effect = effects[kind] as Effect<unknown>;
  return {
    kind,
    check: () => effect.check?.(own),
    handle: (request, next, surroundings) => effect.handle(request, own, next, surroundings),
  };
}
