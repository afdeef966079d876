import { appendFileSync } from 'node:fs';
import type { PlacedClaim } from '../../check/claims';
import type { Location, Problem } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import type { ReleaseDeclaration } from '../../traefik/release';

/** Names the file into which a program that is run for its answers hands over what it would have written. */
export const handoverVariable = 'CDK8S_TRAEFIK_HANDOVER';

/** Names the environments that are wanted of a program, with `,` between them; the others are not read. */
export const environmentsVariable = 'CDK8S_TRAEFIK_ENVIRONMENTS';

/** What an app would write, and what is known of it besides. */
export interface AppOutput {
  /** The output folder that the program asks for; absent where it leaves that to others. */
  readonly outdir?: string;
  /** Whether what an earlier synth wrote into folders of other environments stays. */
  readonly partial: boolean;
  /** Texts by path below the output folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The objects of each file of manifests, in its order, so that nobody has to read them of its text. */
  readonly objects?: Readonly<Record<string, readonly ApiObjectData[]>>;
  /** Folder of each deployment scope below the output folder, by the scope's id. */
  readonly scopes: Readonly<Record<string, string>>;
  /** Where each object of a file was made, in the file's order. */
  readonly origins: Readonly<Record<string, readonly ObjectOrigin[]>>;
  /** What is claimed of all requests to each deployment scope, by its folder; whoever writes the output proves it. */
  readonly claims?: Readonly<Record<string, readonly PlacedClaim[]>>;
  /** Folders of the deployment scopes that hold policies; whoever writes the output asks them of its objects. */
  readonly policies?: readonly string[];
  /** Texts that are told to nobody, by the folder of the deployment scope whose Secrets have them. */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  /** The releases of each deployment scope, by its folder; whoever writes the output writes their steps. */
  readonly releases?: Readonly<Record<string, readonly PlacedRelease[]>>;
  /** Warnings: with an error there is no output. */
  readonly problems: readonly Problem[];
}

/** The construct that made an object, and where a file says so. */
export interface ObjectOrigin {
  readonly construct: string;
  readonly location?: Location;
}

/** A release, and where it was declared. */
export interface PlacedRelease extends ObjectOrigin {
  readonly environment: string;
  /** How the names of files with manifests end. */
  readonly extension: string;
  readonly declaration: ReleaseDeclaration;
}

/** One line of a handover. */
export type HandoverRecord =
  | { readonly kind: 'environments'; readonly folder: string; readonly names: readonly string[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'app'; readonly app: AppOutput };

/** Whether this process is a program that is run for its answers, and so must write nothing else. */
export function isHandingOver(): boolean {
  return process.env[handoverVariable] !== undefined;
}

/** Hands a record over to who runs this program; nothing where nobody asked. */
export function handOver(record: HandoverRecord): void {
  const file = process.env[handoverVariable];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(record)}\n`);
}

/** The environments that are wanted of this program; undefined for all. */
export function wantedEnvironments(): ReadonlySet<string> | undefined {
  const names = process.env[environmentsVariable];
  return names === undefined ? undefined : new Set(names.split(',').filter((name) => name !== ''));
}
