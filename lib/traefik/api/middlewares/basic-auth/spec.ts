/**
 * Asks for user and password.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/basicauth/
 */
export interface BasicAuth {
  /**
   * Secret in the namespace of the Middleware. Either of type kubernetes.io/basic-auth, or with exactly one key whose
   * value has lines `user:hash` as `htpasswd` writes them. Where it is missing the routers are disabled.
   */
  readonly secret: string;
  /**
   * Name of the protected space, which browsers show.
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
