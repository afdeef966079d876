import type { IPStrategy } from '../../shared/client-ip';

/**
 * Lets requests pass from certain addresses only.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/ipallowlist/
 */
export interface IPAllowList {
  /** Addresses and CIDR ranges that are allowed, one an item. One that cannot be read disables the routers. */
  readonly sourceRange: readonly string[];
  /** How the address of the client is found. */
  readonly ipStrategy?: IPStrategy;
  /**
   * Status code for the others; it must be one that HTTP knows.
   *
   * @asType integer
   * @default 403
   */
  readonly rejectStatusCode?: number;
}
