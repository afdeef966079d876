import type { ClientTLS } from '../../shared/client-tls';

/**
 * Asks another server whether the request may pass: 2xx lets it pass, anything else is the answer.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/forwardauth/
 */
export interface ForwardAuth {
  /** URL of the authentication server. */
  readonly address: string;
  /**
   * Passes all `X-Forwarded-*` headers of the client on.
   *
   * @default false
   * @deprecated trust proxies at the entry point (`forwardedHeaders.trustedIPs`), and set this to true
   */
  readonly trustForwardHeader?: boolean;
  /** Headers of the authentication server's response that are set on the request, in place of the client's. */
  readonly authResponseHeaders?: readonly string[];
  /** As `authResponseHeaders`, for names that this regular expression matches; such headers of the client go away. */
  readonly authResponseHeadersRegex?: string;
  /**
   * Headers of the request that the authentication server gets.
   *
   * @default - all
   */
  readonly authRequestHeaders?: readonly string[];
  /** TLS towards the authentication server. */
  readonly tls?: ForwardAuthTLS;
  /**
   * Bytes of body that a response of the authentication server may have; -1 is no limit.
   *
   * @asType integer
   * @default -1
   */
  readonly maxResponseBodySize?: number;
  /** Cookies of the authentication server that are added to the response. */
  readonly addAuthCookiesToResponse?: readonly string[];
  /** Header that tells the name of the user to the service; access logs show it. */
  readonly headerField?: string;
  /**
   * Sends the body to the authentication server too; it is kept in memory meanwhile.
   *
   * @default false
   */
  readonly forwardBody?: boolean;
  /**
   * Bytes of body that may be sent to the authentication server; a longer one gets 401, -1 is no limit.
   *
   * @asType integer
   * @default -1
   */
  readonly maxBodySize?: number;
  /**
   * Keeps a relative `Location` of the authentication server as it is, instead of prefixing that server's address.
   *
   * @default false
   */
  readonly preserveLocationHeader?: boolean;
  /**
   * Asks with the method of the request, instead of GET.
   *
   * @default false
   */
  readonly preserveRequestMethod?: boolean;
  /** URL to which clients are redirected where the authentication server answers 401. */
  readonly authSigninURL?: string;
}

/** TLS towards an authentication server. */
export interface ForwardAuthTLS extends ClientTLS {
  /**
   * @deprecated without effect: asking for client certificates is up to the server
   */
  readonly caOptional?: boolean;
}
