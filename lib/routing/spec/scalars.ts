/**
 * A whole number.
 *
 * @asType integer
 */
export type Integer = number;

/**
 * A duration: a text such as `500ms`, `30s` or `1m30s`, or a whole number of seconds. The unit may be ns, us,
 * µs, ms, s, m or h. The API server refuses fractions; a number without its unit, as in `1m30`, it lets pass,
 * but Traefik cannot read that.
 *
 * @pattern ^([0-9]+|([0-9]+(ns|us|µs|ms|s|m|h))+)$
 */
export type Duration = Integer | string;

/**
 * A duration that only Traefik checks: a text such as `500ms` or `1.5s`, or a whole number of seconds. What it
 * cannot read makes it drop the object.
 *
 * @pattern ^([0-9]+|([0-9]+([.][0-9]+)?(ns|us|µs|ms|s|m|h))+)$
 */
export type UncheckedDuration = Integer | string;

/** A port of a Kubernetes Service: its number, or its name. A number in quotes is taken for a name. */
export type ServicePortReference = Integer | string;

/**
 * One HTTP status code (`404`) or one range (`500-599`). Traefik does not start a middleware whose item holds a
 * list such as `404,500-599`, though the API server accepts it: write several items.
 *
 * @pattern ^[1-5][0-9]{2}(-[1-5][0-9]{2})?$
 */
export type StatusCodes = string;

/** A TLS version as Go spells it; Traefik silently ignores any other word, such as `TLS1.2`. */
export type TLSVersion = 'VersionTLS10' | 'VersionTLS11' | 'VersionTLS12' | 'VersionTLS13';

/** A TLS 1.0–1.2 cipher suite by the name of Go's crypto/tls. TLS 1.3 suites cannot be chosen. */
export type CipherSuite =
  | 'TLS_RSA_WITH_RC4_128_SHA'
  | 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'
  | 'TLS_RSA_WITH_AES_128_CBC_SHA'
  | 'TLS_RSA_WITH_AES_256_CBC_SHA'
  | 'TLS_RSA_WITH_AES_128_CBC_SHA256'
  | 'TLS_RSA_WITH_AES_128_GCM_SHA256'
  | 'TLS_RSA_WITH_AES_256_GCM_SHA384'
  | 'TLS_ECDHE_ECDSA_WITH_RC4_128_SHA'
  | 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'
  | 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA'
  | 'TLS_ECDHE_RSA_WITH_RC4_128_SHA'
  | 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'
  | 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'
  | 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA'
  | 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256'
  | 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256'
  | 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'
  | 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'
  | 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'
  | 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'
  | 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305'
  | 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'
  | 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305'
  | 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'
  | 'TLS_AES_128_GCM_SHA256'
  | 'TLS_AES_256_GCM_SHA384'
  | 'TLS_CHACHA20_POLY1305_SHA256'
  | 'TLS_FALLBACK_SCSV';

/** An elliptic curve for the key exchange, by its name in Go or in the standard. */
export type Curve = 'CurveP256' | 'CurveP384' | 'CurveP521' | 'secp256r1' | 'secp384r1' | 'secp521r1';
