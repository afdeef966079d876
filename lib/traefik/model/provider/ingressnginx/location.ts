import type { Canary } from './canary';
import type { NamedTlsOptions, NginxIngress } from './context';
import type { Login } from './secrets';

/** One path of a host, with all that its Ingress says of it resolved. */
export interface Location {
  readonly ingress: NginxIngress;
  /** Which route of the Ingress it is. */
  readonly route: number;
  readonly host: string;
  readonly aliases: readonly string[];
  readonly path: string;
  readonly pathType: string;
  readonly usesRegex: boolean;
  /** What its routers are named by. */
  readonly key: string;
  readonly backendName: string;
  readonly endpointCount: number;
  readonly serviceName: string;
  readonly servicePort: string;
  readonly hasTls: boolean;
  readonly tlsOptions: NamedTlsOptions | undefined;
  readonly login: Login | undefined;
  /** Headers of its responses; `failed` where they cannot be read, and nothing is served. */
  readonly customHeaders: Readonly<Record<string, string>> | 'failed';
  /** The backend of its own error pages. */
  readonly errorBackend: string | undefined;
  readonly serverSnippet: string;
  readonly canary: Canary | undefined;
}
