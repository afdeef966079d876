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

/**
 * Lets connections pass from certain addresses only.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/tcp/middlewares/ipallowlist/
 */
export interface IPAllowListTCP {
  /** Addresses and CIDR ranges that are allowed, one an item. One that cannot be read disables the routers. */
  readonly sourceRange: readonly string[];
}

/**
 * The old name of IPAllowListTCP.
 *
 * @deprecated use `ipAllowList`
 */
export interface IPWhiteListTCP {
  /** Addresses and CIDR ranges that are allowed. */
  readonly sourceRange: readonly string[];
}
