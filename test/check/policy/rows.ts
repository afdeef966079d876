import type { RuleId } from '../../../lib/core/finding';

/** A check that policies are to have, what tells it, and who asks for it elsewhere. */
export interface Row {
  readonly check: string;
  /** Policies of the catalogue, which the API server can ask as well: `examples.ts` has what breaks them. */
  readonly policies?: readonly string[];
  /** A policy that an organisation has to give its own list: `test/project/stack/policies.test.ts` has what breaks it. */
  readonly own?: string;
  /** Rules over several objects or traffic: `several.ts` has what breaks them. */
  readonly rules?: readonly RuleId[];
}

/** The seventy checks, by their number: policies have it in their codes. */
export const rows: Readonly<Record<number, Row>> = {
  1: { check: 'no network of the node', policies: ['host-network'] },
  2: { check: 'no processes or memory of the node', policies: ['host-processes'] },
  3: { check: 'no privileged container', policies: ['privileged-container'] },
  4: { check: 'no escalation of privileges', policies: ['privilege-escalation'] },
  5: { check: 'not root', policies: ['runs-as-root'] },
  6: { check: 'a user by its number', policies: ['unnumbered-user'] },
  7: { check: 'no capability but NET_BIND_SERVICE', policies: ['kept-capabilities'] },
  8: { check: 'a seccomp profile', policies: ['no-seccomp'] },
  9: { check: 'a root file system that cannot be written', policies: ['writable-root-file-system'] },
  10: { check: 'no folder of the node', policies: ['host-path'] },
  11: { check: 'no port of the node', policies: ['host-port'] },
  12: { check: 'safe settings of the kernel', policies: ['unsafe-kernel-settings'] },
  13: { check: 'volumes of restricted types', policies: ['unusual-volume'] },
  14: { check: 'a token only where it is wanted', policies: ['mounted-token'] },
  15: {
    check: 'a ServiceAccount of its own, which is there',
    policies: ['default-service-account'],
    rules: ['unknown-service-account'],
  },
  16: { check: 'narrow roles', policies: ['broad-role', 'cluster-admin'] },
  17: { check: 'an image with a version', policies: ['image-without-version'] },
  18: { check: 'an image by its digest', policies: ['image-by-tag'] },
  19: { check: 'an image that is built', policies: ['unbuilt-image'], own: 'allowedRegistries' },
  20: { check: 'no secret in plain text', policies: ['secret-in-variable', 'secret-in-config-map'] },
  21: { check: 'Secrets that are there', rules: ['unknown-secret', 'unknown-tls-secret'] },
  22: {
    check: 'variables once, of sources that are there',
    policies: ['repeated-variable'],
    rules: ['unknown-config-map'],
  },
  23: { check: 'requests and a memory limit', policies: ['no-resource-requests'] },
  24: { check: 'GOMAXPROCS with less than one CPU', policies: ['go-threads-beyond-limit'] },
  25: {
    check: 'GOMEMLIMIT that Go reads, within the memory',
    policies: ['invalid-go-memory', 'go-memory-below-limit', 'go-memory-beyond-limit'],
  },
  26: { check: 'bounded disk', policies: ['no-disk-limit', 'unbounded-disk'] },
  27: {
    check: 'a readiness probe, of a port that is there',
    policies: ['no-readiness-probe'],
    rules: ['probe-on-unknown-port'],
  },
  28: { check: 'liveness that is not readiness', policies: ['equal-probes'] },
  29: { check: 'probes behind no route', rules: ['probe-behind-route'] },
  30: { check: 'a probe of gRPC', policies: ['grpc-without-probe'] },
  31: { check: 'two pods', rules: ['single-replica'] },
  32: { check: 'a rollout without a gap', policies: ['interrupting-rollout'] },
  33: { check: 'no Recreate behind Traefik', policies: ['interrupting-rollout'] },
  34: {
    check: 'a stop that waits for Traefik',
    policies: ['abrupt-stop'],
    rules: ['grace-within-pre-stop'],
  },
  35: {
    check: 'a disruption budget that lets pods go',
    policies: ['blocked-drain'],
    rules: ['no-disruption-budget', 'budget-beyond-pods'],
  },
  36: { check: 'pods that are not ready may go', policies: ['kept-unhealthy-pods'] },
  37: { check: 'pods on several nodes', policies: ['pods-on-one-node'] },
  38: { check: 'an autoscaler of what is there', rules: ['dangling-autoscaler'] },
  39: {
    check: 'selectors and ports that find something',
    policies: ['lost-pods'],
    rules: ['unselected-pods', 'unknown-target-port'],
  },
  40: {
    check: 'a NetworkPolicy that keeps others out',
    policies: ['open-network-policy'],
    rules: ['no-network-policy'],
  },
  41: { check: 'labels', policies: ['missing-labels'] },
  42: { check: 'a namespace of its own', policies: ['default-namespace'] },
  43: { check: 'a Pod Security Standard', policies: ['unrestricted-namespace'] },
  44: { check: 'monitors that find something', rules: ['dangling-monitor'] },
  45: { check: 'no way past Traefik', policies: ['exposed-service'] },
  46: { check: 'versions and fields that there are', rules: ['old-api-group', 'unknown-field'] },
  47: {
    check: 'references of routes',
    rules: ['unknown-service', 'unknown-port', 'unknown-middleware', 'unknown-tls-option'],
  },
  48: { check: 'no reference across namespaces', rules: ['cross-namespace'] },
  49: {
    check: 'entry points that are named and there',
    policies: ['all-entry-points'],
    rules: ['unknown-entry-point'],
  },
  50: {
    check: 'TLS, with a certificate for every host',
    rules: ['tls-unlike-entry-point', 'uncovered-host'],
  },
  51: { check: 'plain HTTP only to redirect', rules: ['plain-http-route'] },
  52: {
    check: 'rules of v3 that can be read',
    policies: ['old-rule-syntax'],
    rules: ['invalid-rule', 'invalid-rule-regexp'],
  },
  53: { check: 'no tie of routers', rules: ['ambiguous-priority'] },
  54: { check: 'no route that nothing reaches', rules: ['unreached-route'] },
  55: { check: 'one TLSOption for a host', rules: ['tls-options-conflict'] },
  56: { check: 'no TLSOption without a host', rules: ['tls-options-without-host'] },
  57: { check: 'one default', rules: ['two-defaults'] },
  58: { check: 'no names that collide', rules: ['duplicate-rule'] },
  59: { check: 'something before every public route', rules: ['unguarded-route'] },
  60: { check: 'no path for operators behind a route', rules: ['reached-admin-path'] },
  61: { check: 'addresses of clients', rules: ['client-ip-of-proxy', 'one-client-for-all'] },
  62: { check: 'gRPC', rules: ['grpc-without-scheme', 'buffered-grpc'] },
  63: { check: 'sticky cookies', policies: ['exposed-sticky-cookie'] },
  64: { check: 'bounded mirrors', policies: ['unbounded-mirror'], rules: ['mirror-percent'] },
  65: { check: 'weights', rules: ['weights-all-zero', 'weight-of-single-service'] },
  66: { check: 'no other provider', policies: ['external-name', 'foreign-provider'] },
  67: { check: 'servers that are verified', rules: ['unverified-server'] },
  68: {
    check: 'keys and issuers of certificates',
    policies: ['weak-certificate'],
    rules: ['unprovable-wildcard'],
  },
  69: { check: 'Jobs and ports', policies: ['leftover-job', 'privileged-port'] },
  70: { check: "reports of Go's tools", rules: ['go-vulnerability', 'go-coverage', 'go-stale-module'] },
};
