/**
 * Translates gRPC-Web requests of browsers to gRPC.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/grpcweb/
 */
export interface GrpcWeb {
  /** Origins that are allowed, or `*`. */
  readonly allowOrigins?: readonly string[];
}
