/** Another object of Traefik's, by name. */
export interface ObjectReference {
  /**
   * Name of the object. `name@provider` refers to what another provider made (`auth@file`); the namespace
   * beside it is then ignored.
   */
  readonly name: string;
  /**
   * Namespace of the object. Another one than that of the referrer works only where Traefik runs with
   * `providers.kubernetesCRD.allowCrossNamespace`; otherwise the route is dropped.
   *
   * @default - namespace of the object that refers to it
   */
  readonly namespace?: string;
}

/**
 * A Middleware, or a MiddlewareTCP in TCP routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/kubernetes/crd/http/middleware/
 */
export interface MiddlewareReference extends ObjectReference {}

/** A domain and further names, as a certificate holds them. */
export interface Domain {
  /** First name, for example `example.com` or `*.example.com`. */
  readonly main?: string;
  /** Subject alternative names: the further names. */
  readonly sans?: readonly string[];
}
