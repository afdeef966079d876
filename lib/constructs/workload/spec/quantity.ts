/**
 * A Kubernetes quantity: `500m`, `1.5`, `128Mi`, `2Gi`, or a plain number of cores or bytes.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export type Quantity = string | number;
