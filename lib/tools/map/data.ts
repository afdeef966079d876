import type { RequestLine } from '../../traefik/model';

/** A set of objects behind its Traefik, as the page holds it. */
export interface MapSide {
  readonly objects: readonly unknown[];
  /** Where the nodes of each object were written. */
  readonly places: Places;
  /** Traefik's static configuration; none for what the official Helm chart runs. */
  readonly traefik?: unknown;
  /** The release of Traefik; none for the newest that is proven. */
  readonly traefikVersion?: string;
  readonly exposedPorts: readonly (readonly [entryPoint: string, port: number])[];
}

/** One of the sets between which the page switches. */
export interface MapSet {
  readonly name: string;
  readonly now: MapSide;
  /** What it is compared with, and how that is named. */
  readonly from?: MapSide & { readonly name: string; readonly traffic?: TrafficChanges };
}

/** What a change does to all requests, as `diff` tells it. */
export interface TrafficChanges {
  /** In a sentence. */
  readonly verdict: string;
  /** The worst first. */
  readonly changes: readonly {
    readonly kind: string;
    readonly severity: string;
    readonly message: string;
    /** A request that fares otherwise. */
    readonly example: RequestLine;
  }[];
}

/** Everything that the page shows. */
export interface MapData {
  readonly sets: readonly MapSet[];
}

/** Lines and columns of all nodes of objects. */
export interface Places {
  readonly files: readonly string[];
  /**
   * By object: none where its place is not known, else its file and the lines and columns of its nodes, the outermost
   * first and each before what is below it; only those of the outermost where all are at one place.
   */
  readonly objects: readonly (readonly number[])[];
}
