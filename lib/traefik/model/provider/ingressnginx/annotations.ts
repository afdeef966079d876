import type { FieldPath } from '../../../../core/finding';

/** How annotations of ingress-nginx begin. */
export const nginxPrefix = 'nginx.ingress.kubernetes.io/';

/** The place of an annotation. */
export function annotationPath(name: keyof typeof nginxAnnotations): FieldPath {
  return ['metadata', 'annotations', nginxPrefix + name];
}

/**
 * The annotations that Traefik reads, by what follows their prefix, with how it reads them.
 *
 * @see pkg/provider/kubernetes/ingress-nginx/annotations.go
 */
export const nginxAnnotations = {
  'auth-type': 'text',
  'auth-secret': 'text',
  'auth-realm': 'text',
  'auth-secret-type': 'text',
  'auth-url': 'text',
  'auth-signin': 'text',
  'auth-response-headers': 'text',
  'auth-snippet': 'text',
  'auth-method': 'text',
  'enable-global-auth': 'flag',
  'auth-tls-secret': 'text',
  'auth-tls-verify-client': 'text',
  'auth-tls-pass-certificate-to-upstream': 'flag',
  'force-ssl-redirect': 'flag',
  'ssl-redirect': 'flag',
  'ssl-passthrough': 'flag',
  'use-regex': 'flag',
  'rewrite-target': 'text',
  'app-root': 'text',
  'permanent-redirect': 'text',
  'permanent-redirect-code': 'whole',
  'temporal-redirect': 'text',
  'temporal-redirect-code': 'whole',
  'from-to-www-redirect': 'flag',
  'server-alias': 'list',
  affinity: 'text',
  'affinity-canary-behavior': 'text',
  'session-cookie-name': 'text',
  'session-cookie-secure': 'flag',
  'session-cookie-path': 'text',
  'session-cookie-domain': 'text',
  'session-cookie-samesite': 'text',
  'session-cookie-max-age': 'whole',
  'session-cookie-expires': 'whole',
  'service-upstream': 'flag',
  'upstream-hash-by': 'text',
  'backend-protocol': 'text',
  'proxy-ssl-secret': 'text',
  'proxy-ssl-verify': 'text',
  'proxy-ssl-name': 'text',
  'proxy-ssl-server-name': 'text',
  'proxy-connect-timeout': 'whole',
  'proxy-read-timeout': 'whole',
  'proxy-send-timeout': 'whole',
  'proxy-next-upstream': 'text',
  'proxy-next-upstream-tries': 'whole',
  'proxy-next-upstream-timeout': 'whole',
  'proxy-http-version': 'text',
  'enable-cors': 'flag',
  'cors-allow-credentials': 'flag',
  'cors-expose-headers': 'list',
  'cors-allow-headers': 'list',
  'cors-allow-methods': 'list',
  'cors-allow-origin': 'list',
  'cors-max-age': 'whole',
  'enable-access-log': 'flag',
  'whitelist-source-range': 'text',
  'allowlist-source-range': 'text',
  'limit-rpm': 'whole',
  'limit-rps': 'whole',
  'limit-burst-multiplier': 'whole',
  'limit-connections': 'whole',
  'custom-headers': 'text',
  'upstream-vhost': 'text',
  'x-forwarded-prefix': 'text',
  'custom-http-errors': 'list',
  'default-backend': 'text',
  'proxy-request-buffering': 'text',
  'client-body-buffer-size': 'text',
  'proxy-body-size': 'text',
  'proxy-buffering': 'text',
  'proxy-buffer-size': 'text',
  'proxy-buffers-number': 'whole',
  'proxy-max-temp-file-size': 'text',
  'configuration-snippet': 'text',
  'server-snippet': 'text',
  canary: 'flag',
  'canary-by-cookie': 'text',
  'canary-by-header': 'text',
  'canary-by-header-value': 'text',
  'canary-by-header-pattern': 'text',
  'canary-weight': 'whole',
  'canary-weight-total': 'whole',
  'enable-modsecurity': 'flag',
  'enable-owasp-core-rules': 'flag',
  'modsecurity-transaction-id': 'text',
  'modsecurity-snippet': 'text',
} as const;

type Annotations = typeof nginxAnnotations;

interface Values {
  readonly text: string;
  readonly flag: boolean;
  readonly whole: number;
  readonly list: readonly string[];
}

/** The annotations of one Ingress once read; what is absent is not set, or is no number. */
export type NginxSettings = { readonly [K in keyof Annotations]?: Values[Annotations[K]] };

const readers: { readonly [K in keyof Values]: (written: string) => Values[K] | undefined } = {
  text: (written) => written,
  // Anything else turns it off.
  flag: (written) => written.toLowerCase() === 'true',
  whole: (written) => (/^[+-]?\d+$/.test(written) ? Number(written) : undefined),
  list: (written) => written.split(',').map((item) => item.trim()),
};

/** Reads the annotations of an Ingress as Traefik does. */
export function readNginxAnnotations(annotations: ReadonlyMap<string, string>): NginxSettings {
  const settings = Object.entries(nginxAnnotations).flatMap(([name, type]) => {
    const written = annotations.get(nginxPrefix + name);
    const value = written === undefined ? undefined : readers[type](written);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(settings);
}
