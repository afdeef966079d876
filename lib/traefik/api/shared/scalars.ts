import type { cipherSuites, curves, tlsVersions } from './tls-words';

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
 * @pattern ^[+]?([0-9]+|(([0-9]+([.][0-9]*)?|[.][0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$
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
export type TLSVersion = (typeof tlsVersions)[number];

/** A TLS 1.0–1.2 cipher suite by the name of Go's crypto/tls. TLS 1.3 suites cannot be chosen. */
export type CipherSuite = (typeof cipherSuites)[number];

/** An elliptic curve or hybrid for the key exchange, by its name in Go or in the standard. */
export type Curve = (typeof curves)[number];
