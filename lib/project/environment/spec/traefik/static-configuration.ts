import type { CertificatesResolver } from './certificates-resolver';
import type { EntryPoint } from './entry-point';
import type { Experimental } from './experimental';
import type { Providers } from './providers';
import type { Unread } from './scalars';

/**
 * Traefik's static configuration in the words of Traefik's own file (`traefik.yaml`). What this program reads
 * is typed in full; the rest is passed on. Source: Traefik docs, reference/install-configuration/configuration-options.
 */
export interface StaticConfiguration {
  /** The ports that Traefik listens on, by name. @default those of the official Helm chart: web, websecure, traefik, metrics */
  readonly entryPoints?: Record<string, EntryPoint>;
  /** Where Traefik gets certificates on its own, by the name that `tls.certResolver` uses. */
  readonly certificatesResolvers?: Record<string, CertificatesResolver>;
  /** Where Traefik reads its routes. @default `kubernetesCRD` with `allowEmptyServices`, as the official Helm chart */
  readonly providers?: Providers;
  /** Plugins and other experimental features. */
  readonly experimental?: Experimental;
  /** The core. */
  readonly core?: {
    /** Language of rules that name none. @default v3 */
    readonly defaultRuleSyntax?: 'v3' | 'v2';
    /**
     * Disables routers that name other TLS options for one host, in place of serving them all with the default ones.
     * Since 3.7.11.
     * @default false
     */
    readonly strictTLSOptions?: boolean;
  };
  /** API and dashboard. */
  readonly api?: Unread;
  /** Metrics exporters. */
  readonly metrics?: Unread;
  /** Health endpoint. */
  readonly ping?: Unread;
  /** Traefik's own log. */
  readonly log?: Unread;
  /** Access log. */
  readonly accessLog?: Unread;
  /** Traces. */
  readonly tracing?: Unread;
  /** Version check and usage statistics. */
  readonly global?: Unread;
  /** Default transport to HTTP servers. */
  readonly serversTransport?: Unread;
  /** Default transport to TCP servers. */
  readonly tcpServersTransport?: Unread;
  /** CNAME flattening. */
  readonly hostResolver?: Unread;
  /** SPIFFE. */
  readonly spiffe?: Unread;
  /** OCSP stapling. */
  readonly ocsp?: Unread;
}
