/**
 * Asks for user and password by digest authentication.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/digestauth/
 */
export interface DigestAuth {
  /**
   * Secret in the namespace of the Middleware, with exactly one key whose value has lines `user:realm:hash` as
   * `htdigest` writes them. Where it is missing the routers are disabled.
   */
  readonly secret: string;
  /**
   * Name of the protected space.
   *
   * @default "traefik"
   */
  readonly realm?: string;
  /**
   * Removes the `Authorization` header before the request goes on.
   *
   * @default false
   */
  readonly removeHeader?: boolean;
  /** Header that tells the name of the user to the service. */
  readonly headerField?: string;
}
