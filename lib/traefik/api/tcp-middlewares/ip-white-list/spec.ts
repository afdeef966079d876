/**
 * The old name of IPAllowListTCP.
 *
 * @deprecated use `ipAllowList`
 */
export interface IPWhiteListTCP {
  /** Addresses and CIDR ranges that are allowed. */
  readonly sourceRange: readonly string[];
}
