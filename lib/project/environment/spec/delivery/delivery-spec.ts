import type { ArgoCdSpec } from './argocd';
import type { BackstageSpec } from './backstage';
import type { FluxSpec } from './flux';
import type { ObservabilitySpec } from './observability';
import type { OpenYurtSpec } from './openyurt';
import type { KarmadaSpec } from './karmada';

/**
 * How what an environment declares gets to its cluster, and what else is made of it. `cdk8s-traefik delivery` reads it
 * (docs/delivery.md).
 */
export interface DeliverySpec {
  /**
   * Name of the project, with which the names of what is written begin.
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
   * @minLength 1
   * @maxLength 40
   * @default that of package.json, else of the current folder
   */
  readonly project?: string;
  /** The git repository that has what synth, chart and delivery write. @default the one of the current folder */
  readonly repository?: RepositorySpec;
  /** Argo CD, which applies what the repository has. @default as its fields' defaults say */
  readonly argocd?: ArgoCdSpec;
  /** Flux, which applies what the repository has. @default as its fields' defaults say */
  readonly flux?: FluxSpec;
  /** Backstage, whose catalogue lists what runs. @default nothing is written for it */
  readonly backstage?: BackstageSpec;
  /** Prometheus and Grafana, which watch what runs. @default as its fields' defaults say */
  readonly observability?: ObservabilitySpec;
  /** OpenYurt, with its pools of nodes at the edge. @default nothing is written for it */
  readonly openyurt?: OpenYurtSpec;
  /** Karmada, which spreads what it is given over clusters. @default nothing is written for it */
  readonly karmada?: KarmadaSpec;
}

/** A git repository. */
export interface RepositorySpec {
  /** Its address, as git and whoever reads it take it. @minLength 1 @default that of the remote `origin` */
  readonly url?: string;
  /** Branch, tag or commit. @minLength 1 @default HEAD: the repository's own default branch */
  readonly revision?: string;
  /** Folder of this project in the repository, for example `deploy/shop`. @default the current folder's own */
  readonly path?: string;
}

/** A Helm chart that `cdk8s-traefik chart` wrote: below the repository, or published. */
export interface ChartPlace {
  /** Folder of the chart below that of the project. @default it is published */
  readonly path?: string;
  /** Address of a repository of charts, or of a registry (`oci://…`), which has it. @default it is in the repository */
  readonly repository?: string;
  /** Its name there. @default that of the project */
  readonly name?: string;
  /** Its version there. @default none; a published chart wants one */
  readonly version?: string;
}
