/**
 * Adds a prefix to the path of the request.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/addprefix/
 */
export interface AddPrefix {
  /** The prefix; it begins with `/`. */
  readonly prefix: string;
}

/**
 * Removes a prefix from the path and tells it to the service in `X-Forwarded-Prefix`.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/stripprefix/
 */
export interface StripPrefix {
  /** Prefixes, of which the first in the list that fits is removed. `/foo` also fits `/foobar`. */
  readonly prefixes: readonly string[];
  /**
   * Whether an empty rest becomes `/`.
   *
   * @default true
   * @deprecated leave it out
   */
  readonly forceSlash?: boolean;
}

/**
 * Removes what a regular expression matches at the begin of the path, and tells it to the service in
 * `X-Forwarded-Prefix`.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/stripprefixregex/
 */
export interface StripPrefixRegex {
  /** Regular expressions in Go's RE2 syntax, of which the first that fits is used. */
  readonly regex: readonly string[];
}

/**
 * Replaces the path, and keeps the old one in `X-Replaced-Path`.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/replacepath/
 */
export interface ReplacePath {
  /** The new path. */
  readonly path: string;
}

/**
 * Replaces what a regular expression matches in the path, and keeps the old one in `X-Replaced-Path`.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/replacepathregex/
 */
export interface ReplacePathRegex {
  /** Regular expression in Go's RE2 syntax. */
  readonly regex: string;
  /** The new path; `$1` or `${1}` is the first group. Write `${1}` where a letter, digit or `_` follows. */
  readonly replacement: string;
}
