import type { IPStrategy } from '../../shared/client-ip';

/**
 * The old name of IPAllowList.
 *
 * @deprecated use `ipAllowList`
 */
export interface IPWhiteList {
  /** Addresses and CIDR ranges that are allowed. */
  readonly sourceRange: readonly string[];
  /** How the address of the client is found. */
  readonly ipStrategy?: IPStrategy;
}
