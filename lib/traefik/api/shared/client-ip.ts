import type { ExactlyOne } from './exactly-one';

/**
 * How Traefik finds the IP address of the client. Without it, the address that opened the connection.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/ipallowlist/#ipstrategy
 */
export interface IPStrategy {
  /**
   * Takes the address at this position of `X-Forwarded-For`, counted from the right. 0 means not to look there;
   * where the header has fewer addresses, the client's address is empty. Wins over `excludedIPs`.
   *
   * @asType integer
   * @minimum 0
   * @default 0
   */
  readonly depth?: number;
  /**
   * Takes the first address of `X-Forwarded-For`, from the right, that is in none of these addresses and CIDR
   * ranges: the addresses of one's own proxies.
   */
  readonly excludedIPs?: readonly string[];
  /**
   * Length in bits of the IPv6 prefix that counts as one client, with `depth` or without either of the two above.
   * Traefik disables the middleware for anything but 1 to 128.
   *
   * @asType integer
   * @minimum 1
   * @maximum 128
   * @default 128
   */
  readonly ipv6Subnet?: number;
}

/**
 * The ways to tell one source of requests from another.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface SourceCriteria {
  /** By the address of the client. */
  readonly ipStrategy?: IPStrategy;
  /** By the value of this request header. */
  readonly requestHeaderName?: string;
  /** By the host that the request asks for. */
  readonly requestHost?: boolean;
}

/** What makes requests count as from one source: exactly one way; Traefik disables a middleware with two. */
export type SourceCriterion = ExactlyOne<SourceCriteria>;
