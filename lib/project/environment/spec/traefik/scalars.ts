/** A duration of Traefik's static configuration: Go's form (`1m30s`, `500ms`), or a number of seconds. */
export type StaticDuration = string | number;

/** A domain with its alternative names, as a certificate lists them. */
export interface StaticDomain {
  /** Main name. */
  readonly main?: string;
  /** Further names. */
  readonly sans?: readonly string[];
}

/** A part of Traefik's static configuration that this program passes on without reading it. */
export interface Unread {
  readonly [key: string]: unknown;
}
