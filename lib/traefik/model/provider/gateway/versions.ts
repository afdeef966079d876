/** The group of the Gateway API. */
export const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * The kinds that the provider reads, with the versions of each that the API server of the Gateway API's releases 1.4 to 1.6
 * has: it gives one for the other.
 */
export const readVersions: Readonly<Record<string, readonly string[]>> = {
  BackendTLSPolicy: ['v1', 'v1alpha3'],
  Gateway: ['v1', 'v1beta1'],
  GatewayClass: ['v1', 'v1beta1'],
  GRPCRoute: ['v1'],
  HTTPRoute: ['v1', 'v1beta1'],
  ReferenceGrant: ['v1', 'v1beta1'],
  TCPRoute: ['v1', 'v1alpha2'],
  TLSRoute: ['v1', 'v1alpha3', 'v1alpha2'],
};

/** All kinds of these releases, of the experimental channel too. */
export const gatewayVersions: Readonly<Record<string, readonly string[]>> = {
  ...readVersions,
  ListenerSet: ['v1'],
  UDPRoute: ['v1', 'v1alpha2'],
};

/** Whether a kind of the Gateway API is one that the provider reads. */
export function isReadKind(kind: string): boolean {
  return readVersions[kind] !== undefined;
}
