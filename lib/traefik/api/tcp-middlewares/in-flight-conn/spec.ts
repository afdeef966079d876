/**
 * Limits the connections of each client address that are open at the same time; the rest is closed.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/tcp/middlewares/inflightconn/
 */
export interface InFlightConn {
  /**
   * Connections at the same time. 0 closes every connection.
   *
   * @asType integer
   * @minimum 1
   */
  readonly amount: number;
}
