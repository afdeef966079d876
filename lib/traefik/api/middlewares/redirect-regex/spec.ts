/**
 * Redirects by a regular expression over the whole URL.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/redirectregex/
 */
export interface RedirectRegex {
  /** Regular expression in Go's RE2 syntax, over `scheme://host:port/path?query`. */
  readonly regex: string;
  /** The new URL; `$1` or `${1}` is the first group. Write `${1}` where a letter, digit or `_` follows. */
  readonly replacement: string;
  /**
   * Answers 301 to GET and HEAD and 308 to other methods, instead of 302 and 307.
   *
   * @default false
   */
  readonly permanent?: boolean;
}
