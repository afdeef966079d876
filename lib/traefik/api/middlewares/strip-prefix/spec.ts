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
