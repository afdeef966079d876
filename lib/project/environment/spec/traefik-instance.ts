import type { StaticConfiguration } from './traefik';

/**
 * The Traefik that the environment runs behind: its static configuration in Traefik's own words, and where it
 * runs. It is not made here; routes are checked against it.
 */
export interface TraefikInstance extends StaticConfiguration {
  /**
   * The release that runs, as the tag of its image has it.
   * @default the newest that the model was compared with
   * @examples ["3.7.13"]
   * @pattern ^v?3[.][0-9]{1,4}([.][0-9]{1,4})?$
   */
  readonly version?: string;
  /** Namespace in which Traefik runs. NetworkPolicies admit its pods to routed ports. @default traefik */
  readonly namespace?: string;
  /** Labels of Traefik's pods, to admit them alone rather than their whole namespace. @default any pod */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Ports at which clients reach entry points, by name, where the Service in front of Traefik maps them.
   * @default 80 for web and 443 for websecure, as in the official Helm chart; the others at their own port
   */
  readonly exposedPorts?: Readonly<Record<string, number>>;
}
