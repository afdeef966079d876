import { type Attempt, made, stableJson } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { Outcome, MiddlewareSurroundings, TrafficRequest } from '../../request';
import type { RuleNode } from '../../rule';
import type { SpecFault } from '../check/fault';
import type { Decoder } from '../read';
import type { LoadBalancerSpec } from '../load-balancer/decode';
import type { ReferenceSpec } from '../shared/decode';

/** A Secret's type and data. */
export interface SecretContent {
  readonly type: string;
  readonly data: ReadonlyMap<string, Uint8Array>;
}

/** A certificate with its key, as PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** The other objects of a cluster, as a provider reads them for a middleware from the middleware's namespace. */
export interface Sources {
  /** A Secret by name. */
  secret(name: string): Attempt<SecretContent>;
  /** The authority's certificate in a Secret, as PEM. */
  authority(secret: string): Attempt<string>;
  /** The certificate and key in a Secret. */
  keyPair(secret: string): Attempt<KeyPair>;
  /** Adds a service to the configuration and gives its name. */
  service(reference: LoadBalancerSpec): Attempt<string>;
  /** Names of middlewares in the configuration. */
  middlewares(references: readonly ReferenceSpec[]): Attempt<readonly string[]>;
}

/** Where a spec names another object, by its field below the kind; `*` stands for each item of a list. */
export interface ReferencePlace {
  readonly at: FieldPath;
  /** `service` is a reference to a Service or TraefikService, with the middlewares and the transport beside it. */
  readonly to: 'Secret' | 'Middleware' | 'service';
  /** What a Secret has to hold. */
  readonly holds?: SecretUse;
}

/** What a Secret is used for. */
export type SecretUse = 'users' | 'digest-users' | 'authority' | 'key-pair' | 'credentials';

/** Lets the request pass (changed or not) by calling `next`, or answers it. */
export type Handle<Config> = (
  request: TrafficRequest,
  config: Config,
  next: () => Outcome,
  surroundings: MiddlewareSurroundings,
) => Outcome;

/** What a middleware does with all requests of a set, as far as what becomes of them shows it. */
export type Effect =
  /** They pass as they are. */
  | { readonly kind: 'passes' }
  /** Traefik answers them itself with this status and without a Location. */
  | { readonly kind: 'answers'; readonly status: number }
  /** The connection is closed. */
  | { readonly kind: 'closes' }
  /** Something that follows from this text and the request alone: equal texts do the same with equal requests. */
  | { readonly kind: 'acts'; readonly as: string };

/** What a middleware does with the requests of a set. */
export interface Treatment {
  /** The requests, as they arrive at the middleware. @default all that no treatment before it names */
  readonly when?: RuleNode;
  readonly effect: Effect;
  /** What requests may say so that the effect shows on them. @default it shows on any */
  readonly shows?: readonly Showing[];
}

/** What a request says. */
export interface Showing {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An expression that its path, or its whole URL, matches. */
  readonly matches?: { readonly part: 'path' | 'url'; readonly pattern: string };
}

/** The treatment of a kind that rewrites what an expression matches. */
export function actsOn(part: 'path' | 'url', pattern: string, config: unknown): readonly Treatment[] {
  const shows = [{ matches: { part, pattern } }];
  return [{ effect: { kind: 'acts', as: stableJson(config) }, shows }];
}

/** All requests pass as they are. */
export const passesAll: readonly Treatment[] = [{ effect: { kind: 'passes' } }];

/**
 * All that is known of one kind of middleware.
 *
 * @typeParam Spec what stands under its name in the spec of a Middleware, once read
 * @typeParam Config what a provider makes of it: what Traefik's API shows
 */
export interface MiddlewareKindOf<Spec, Config> {
  /** Reads the spec as Go does. */
  readonly decode: Decoder<Spec>;
  /** What is wrong with a spec of right types, in the order in which Traefik looks. Fields are below the kind. */
  readonly check: (spec: Spec) => readonly SpecFault[];
  /** The objects that a spec names. */
  readonly references: readonly ReferencePlace[];
  /** What a provider makes of a spec that it does not refuse. */
  readonly configure: (spec: Spec, sources: Sources) => Attempt<Config>;
  /** Why Traefik cannot make it of what other objects hold; every router with it is then disabled. */
  readonly verify: (config: Config) => string | undefined;
  /** Whether it decides who may pass, by address or by what the client knows. */
  readonly guards: boolean;
  /** Whether it lets only so many requests pass. */
  readonly limits: boolean;
  /** What it does with a request. */
  readonly handle: Handle<Config>;
  /**
   * The same told of all requests: the first treatment whose set a request is in. The last one has no set. Nothing is
   * said of answers of backends and of headers of responses but Location.
   */
  readonly treat: (config: Config) => readonly Treatment[];
}

/** What a kind may say besides how it is read. */
type Parts<Spec, Config> = Partial<Omit<MiddlewareKindOf<Spec, Config>, 'decode' | 'configure'>>;

/**
 * A kind of middleware whose configuration is its spec. Without the part in question nothing in a spec is wrong, it
 * names no objects, and it lets requests pass unchanged.
 */
export function middlewareKind<Spec>(
  decode: Decoder<Spec>,
  parts: Parts<Spec, Spec> = {},
): MiddlewareKindOf<Spec, Spec> {
  return configuredKind(decode, (spec) => made(spec), parts);
}

/** A kind of middleware of whose spec a provider makes something else, by defaults or with what other objects hold. */
export function configuredKind<Spec, Config>(
  decode: Decoder<Spec>,
  configure: (spec: Spec, sources: Sources) => Attempt<Config>,
  parts: Parts<Spec, Config> = {},
): MiddlewareKindOf<Spec, Config> {
  return {
    decode,
    configure,
    check: () => [],
    references: [],
    verify: () => undefined,
    guards: false,
    limits: false,
    handle: (_request, _config, next) => next(),
    treat: parts.handle
      ? (config) => [{ effect: { kind: 'acts', as: stableJson(config) } }]
      : () => passesAll,
    ...parts,
  };
}
