import type { ClusterFacts } from '../../check/cluster';
import type { Problem } from '../../core/finding';
import type { ApiObjectData, PlacedObject } from '../../core/manifest';
import type { Environment } from '../environment';
import type { DeclaredRelease } from '../source';

/** An environment as it is delivered: what synth would write for it, and what its files declare. */
export interface DeliveredEnvironment {
  readonly name: string;
  /** Folder of its manifests below that of the project, for example `dist/prod`. */
  readonly folder: string;
  /** Its objects, each with the place where it was made. */
  readonly objects: readonly PlacedObject[];
  /** The same by their files below `folder`. */
  readonly files: ReadonlyMap<string, readonly ApiObjectData[]>;
  /** What is known of its cluster. */
  readonly facts: ClusterFacts;
  readonly releases: readonly DeclaredRelease[];
  /** What its files say. Absent for a scope of a program that no file describes. */
  readonly declared?: Environment;
}

/** What a delivery is made from. */
export interface DeliveryInput {
  readonly environments: readonly DeliveredEnvironment[];
  /** Name of the project, where an environment names none. */
  readonly project: string;
  /** The repository of the current folder, where an environment names none. */
  readonly repository: { readonly url?: string; readonly path: string };
  /** The folder that the delivery is written to, below that of the project, for files that name one another. */
  readonly output: string;
  /** Whether there is a file of this path below the folder of the project. */
  readonly isFile: (path: string) => boolean;
}

/** A file of a delivery. */
export type DeliveryFile = { readonly objects: readonly ApiObjectData[] } | { readonly text: string };

/** What one system gets. */
export interface Delivery {
  /** Files by path below the folder of the system. */
  readonly files: ReadonlyMap<string, DeliveryFile>;
  /** What is to be told; with an error among them nothing is written. */
  readonly problems: readonly Problem[];
}

/** A system that is told of environments in its own words. It reads nothing but its input. */
export type DeliveryWriter = (input: DeliveryInput) => Delivery;
