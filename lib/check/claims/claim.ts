/**
 * How a backend reads the path that Traefik sends on:
 *
 * - `as-is`: as Traefik's rules do
 * - `clean`: with `//`, `/./` and `/../` resolved
 * - `decoded`: percent-decoded, then cleaned
 * - `caseless-decoded`: the same, and without regard to case
 *
 * and by names of servers: `nginx`, `apache` and `go-servemux` (as before Go 1.22; since then it reads less) are
 * `decoded`, `iis` is `caseless-decoded`.
 */
export type BackendName =
  'as-is' | 'clean' | 'decoded' | 'caseless-decoded' | 'go-servemux' | 'nginx' | 'apache' | 'iis';

/** A claim's name, and the requests that it speaks of. */
export interface ClaimedSet {
  /**
   * What the claim says, in words: reports and results bear it.
   * @minLength 1
   */
  readonly name: string;

  /**
   * The requests, as an HTTP rule of Traefik's v3 syntax. With a `backend` other than `as-is`, the path in it is what the
   * backend makes of the path that it gets.
   * @default all requests
   * @minLength 1
   */
  readonly requests?: string;

  /**
   * Entry points by which they come.
   * @default all
   * @minItems 1
   */
  readonly entryPoints?: readonly string[];

  /**
   * Whether they come in the clear or under TLS.
   * @default both
   */
  readonly scheme?: 'http' | 'https';
}

/** The requests of a claim that asks what reaches a backend. */
export interface ClaimedRequests extends ClaimedSet {
  /**
   * How the backend reads the path of a request.
   * @default as-is
   */
  readonly backend?: BackendName;
}

/** That no request reaches a Service so. */
export interface Never {
  /**
   * Services as `namespace/name` or `namespace/name:port`.
   * @default every Service
   * @minItems 1
   */
  readonly reach?: readonly string[];

  /**
   * Kinds of middlewares (`basicAuth`) or names (`admin-login`, `shop/admin-login`): reaching a Service after having passed
   * all of them is allowed.
   * @default none: the Services are not reached at all
   * @minItems 1
   */
  readonly without?: readonly string[];
}

/** A request is forbidden to do something. */
export interface NeverClaim extends ClaimedRequests {
  /** What no request does. */
  readonly never: Never;
}

/** Traefik answers each request by itself with one of some statuses, or closes the connection. */
export interface Answer {
  /**
   * Statuses such as 401, and ranges such as 301-308.
   * @minItems 1
   */
  readonly answer: readonly (number | string)[];
}

/** Each request goes to one of some Services. */
export interface Reach {
  /**
   * Services as `namespace/name` or `namespace/name:port`.
   * @minItems 1
   */
  readonly reach: readonly string[];
}

/** No request gets to a Service without having passed all of some middlewares. */
export interface Pass {
  /**
   * Kinds of middlewares (`ipAllowList`) or names (`admin-networks`, `shop/admin-networks`).
   * @minItems 1
   */
  readonly pass: readonly string[];
}

/** No request gets to a Service but under these TLS options. */
export interface Options {
  /**
   * TLS options: `default`, `mtls` or `shop/mtls`.
   * @minLength 1
   */
  readonly options: string;
}

/** Something holds of each request. */
export interface AlwaysClaim extends ClaimedRequests {
  /** What holds of each request. */
  readonly always: Answer | Reach | Pass | Options;
}

/** Who alone gets to a Service. */
export interface Only {
  /**
   * Addresses and networks (`10.0.0.0/8`) of clients, as Traefik sees the other end of the connection.
   * @minItems 1
   */
  readonly clientIp: readonly string[];
}

/** All others are refused. */
export interface OnlyClaim extends ClaimedRequests {
  /** Who alone gets to a Service. */
  readonly only: Only;
}

/** Whom each request fares alike with. */
export interface Alike {
  /**
   * The other objects: a path, `git:REV:PATH`, `env:NAME` or `live:`, as `diff` takes them. Where they say nothing of
   * their Traefik, it is the same one.
   * @minLength 1
   */
  readonly with: string;
}

/**
 * Each request fares as it does with another set of objects: nobody can tell them apart. With objects alone all
 * connections are compared, those of TCP and UDP too; `requests` or `scheme` leave the requests of HTTP.
 */
export interface AlikeClaim extends ClaimedSet {
  /** Whom each request fares alike with. */
  readonly alike: Alike;
}

/** What is claimed of the requests to one Traefik. */
export type OwnClaim = NeverClaim | AlwaysClaim | OnlyClaim;

/** A claim about all requests of a set. */
export type Claim = OwnClaim | AlikeClaim;

/** A claim that is not named. */
export type UnnamedClaim =
  Unnamed<NeverClaim> | Unnamed<AlwaysClaim> | Unnamed<OnlyClaim> | Unnamed<AlikeClaim>;

/** Something without its name, or with one. */
export type Unnamed<C extends ClaimedSet> = Omit<C, 'name'> & Partial<Pick<C, 'name'>>;

/** What stands in claims.yaml. */
export interface ClaimsFile {
  /** Claims about all requests, each of which is proven, refuted, or told to be undecided. */
  readonly claims: readonly Claim[];
}
