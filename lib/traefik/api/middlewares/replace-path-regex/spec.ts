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
