/**
 * Lets connections pass from certain addresses only.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/tcp/middlewares/ipallowlist/
 */
export interface IPAllowListTCP {
  /** Addresses and CIDR ranges that are allowed, one an item. One that cannot be read disables the routers. */
  readonly sourceRange: readonly string[];
}
