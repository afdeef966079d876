import type { ChartPlace } from './delivery-spec';

/** How Argo CD delivers an environment. */
export interface ArgoCdSpec {
  /** Namespace in which Argo CD runs. @default argocd */
  readonly namespace?: string;
  /** The cluster that the environment is applied to. @default the one in which Argo CD runs */
  readonly cluster?: ArgoCdCluster;
  /**
   * Clusters that the environment is applied to, where there are several: an ApplicationSet makes an Application for each.
   * A cluster is known to Argo CD by the name that it has here, unless it says otherwise.
   * @default the one of `cluster`
   */
  readonly clusters?: Readonly<Record<string, ArgoCdCluster>>;
  /**
   * Name of an AppProject that is there already.
   * @default one is made for each environment, which may be applied to its cluster and namespaces alone
   */
  readonly project?: string;
  /** The Helm chart, in place of the manifests that synth writes. @default the manifests */
  readonly chart?: ChartPlace;
  /** Whether Argo CD applies changes by itself. @default true, but not for production */
  readonly automated?: boolean;
  /** Whether it deletes by itself what is no longer there; wants `automated`. @default as automated, never for production */
  readonly prune?: boolean;
  /** Whether it takes back what others change in the cluster; wants `automated`. @default as automated */
  readonly selfHeal?: boolean;
  /** Whether it makes the namespace of the environment. @default false */
  readonly createNamespace?: boolean;
  /**
   * Whether synth writes the annotations by which Argo CD waits: for CRDs and namespaces, then certificates, then what runs,
   * then routes.
   * @default false
   */
  readonly syncWaves?: boolean;
  /** The step at which each release is, by the name of its service: `{ httpbin: 40-weight-5 }`. @default the first */
  readonly steps?: Readonly<Record<string, string>>;
}

/** A cluster as Argo CD knows it: by one of the two. */
export interface ArgoCdCluster {
  /** Name that it was given in Argo CD. @default named by its server */
  readonly name?: string;
  /** Address of its API server. @default named by its name */
  readonly server?: string;
}
