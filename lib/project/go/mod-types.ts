import type { Spot } from './mod-syntax';

/** A module, or a version of one. */
export interface ModuleVersion {
  readonly path: string;
  /** '' where none is said. */
  readonly version: string;
}

/** `require`, with where it stands. */
export interface Requirement extends ModuleVersion {
  readonly spot: Spot;
  /** Whether no package of the module itself imports it (`// indirect`). */
  readonly indirect: boolean;
}

/** `replace`: a module or one version of it, and what is built in its place. */
export interface Replacement {
  readonly spot: Spot;
  readonly old: ModuleVersion;
  /** A module, or without a version a folder relative to the file's own. */
  readonly by: ModuleVersion;
}

/** A word that a directive gives, with where it stands. */
export interface Placed {
  readonly spot: Spot;
  readonly value: string;
}

/** What go.mod and go.work both may say. */
export interface ModCommon {
  /** The version of Go that is needed at least: `1.25`, `1.24.3`, `1.25rc1`. */
  readonly go?: Placed;
  /** The toolchain that is suggested: `go1.25.1` or `default`. */
  readonly toolchain?: Placed;
  readonly godebug: readonly { readonly spot: Spot; readonly key: string; readonly value: string }[];
  readonly replace: readonly Replacement[];
}

/** A go.mod file. */
export interface ModFile extends ModCommon {
  readonly module?: Placed;
  readonly require: readonly Requirement[];
  readonly exclude: readonly (ModuleVersion & { readonly spot: Spot })[];
  /** Versions of the module that nobody should take; both ends belong to it. */
  readonly retract: readonly { readonly spot: Spot; readonly low: string; readonly high: string }[];
  readonly tool: readonly Placed[];
  readonly ignore: readonly Placed[];
}

/** A go.work file. */
export interface WorkFile extends ModCommon {
  /** Folders of modules, relative to the file's own. */
  readonly use: readonly Placed[];
}

/** What is wrong with a line, as go says it. */
export interface ModFault {
  readonly spot: Spot;
  readonly reason: string;
}

/** A file as far as it could be read, and what is wrong with it. */
export interface Reading<F> {
  readonly file: F;
  readonly faults: readonly ModFault[];
}
