/**
 * Replaces the path, and keeps the old one in `X-Replaced-Path`.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/replacepath/
 */
export interface ReplacePath {
  /** The new path. */
  readonly path: string;
}
