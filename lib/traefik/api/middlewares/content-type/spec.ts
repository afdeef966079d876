/**
 * Guesses the `Content-Type` of responses that have none.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/contenttype/
 */
export interface ContentType {
  /**
   * Whether to guess.
   *
   * @deprecated leave it out: the middleware is there to guess
   */
  readonly autoDetect?: boolean;
}
