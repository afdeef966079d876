/**
 * Adds a prefix to the path of the request.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/addprefix/
 */
export interface AddPrefix {
  /** The prefix; it begins with `/`. */
  readonly prefix: string;
}
