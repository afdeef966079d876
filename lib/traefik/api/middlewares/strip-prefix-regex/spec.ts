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
