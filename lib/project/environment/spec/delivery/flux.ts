import type { ChartPlace } from './delivery-spec';

/** How Flux delivers an environment, in whose cluster it runs. */
export interface FluxSpec {
  /** Namespace in which Flux runs. @default flux-system */
  readonly namespace?: string;
  /** How often it compares the cluster with the repository. @default 10m @pattern ^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$ */
  readonly interval?: string;
  /** Name of the Secret in its namespace by which it reads the repository. @default none: everybody may read it */
  readonly secret?: string;
  /** Account in whose name it applies, in its namespace. @default its own, which may do everything */
  readonly serviceAccountName?: string;
  /** Whether it deletes what is no longer there. @default true, but not for production */
  readonly prune?: boolean;
  /** The Helm chart, in place of the manifests that synth writes. @default the manifests */
  readonly chart?: ChartPlace;
  /** The step at which each release is, by the name of its service: `{ httpbin: 40-weight-5 }`. @default the first */
  readonly steps?: Readonly<Record<string, string>>;
}
