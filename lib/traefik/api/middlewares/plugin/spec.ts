/**
 * A plugin: its name in `experimental.plugins` of the static configuration, with its own options. Exactly one.
 * A text `urn:k8s:secret:<name>:<key>` is replaced by that value of a Secret in the same namespace.
 *
 * @minProperties 1
 * @maxProperties 1
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/overview/#community-middlewares
 */
export interface Plugin {
  /** Options of the plugin, as it documents them. */
  readonly [name: string]: unknown;
}
