/**
 * Redirects to another scheme or port, if the request has not come that way.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/redirectscheme/
 */
export interface RedirectScheme {
  /** Scheme of the new URL, usually `https`. */
  readonly scheme: string;
  /**
   * Port of the new URL, as text.
   *
   * @default - none; the port of the request is dropped
   */
  readonly port?: string;
  /**
   * Answers 301 to GET and 308 to other methods, instead of 302 and 307.
   *
   * @default false
   */
  readonly permanent?: boolean;
}
