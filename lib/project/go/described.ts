import type { GoModule, GoWorkspace } from './workspace';

/** A module or a version of one, as `go mod edit -json` has it. */
interface DescribedVersion {
  readonly path: string;
  readonly version?: string;
}

/** A `replace` of go.mod or go.work. */
export interface DescribedReplacement {
  readonly old: DescribedVersion;
  /** Without a version a folder, relative to that of the file. */
  readonly new: DescribedVersion;
}

/** A module for programs. */
export interface DescribedModule {
  readonly path: string;
  readonly dir: string;
  readonly go: string | null;
  readonly toolchain: string | null;
  readonly mains: readonly { readonly dir: string; readonly name: string }[];
  readonly replaces: readonly DescribedReplacement[];
  readonly features: readonly string[];
  /** What `.traefik.yml` says, where the module is a plugin of Traefik. */
  readonly plugin: {
    readonly name: string;
    readonly type: string;
    readonly import: string;
    /** A configuration with which it works. */
    readonly example: Readonly<Record<string, unknown>>;
  } | null;
  /** Why each feature is one: the requirement, its place, and what it means for a service. */
  readonly because: readonly {
    readonly feature: string;
    readonly module: string;
    readonly version: string;
    readonly location: { readonly file: string; readonly line: number; readonly column: number };
    readonly meaning: string;
  }[];
}

/** The modules of a workspace for programs; its problems stand apart. */
export interface DescribedWorkspace {
  /** The go.work file. */
  readonly work: string | null;
  /** What go.work itself replaces, in all modules. */
  readonly replaces: readonly DescribedReplacement[];
  readonly modules: readonly DescribedModule[];
}

export function describedWorkspace({ work, modules }: GoWorkspace): DescribedWorkspace {
  return {
    work: work?.path ?? null,
    replaces: replacesOf(work?.file.replace ?? []),
    modules: modules.map(describedModule),
  };
}

function describedModule({
  path,
  dir,
  file,
  mod,
  mains,
  usesCgo,
  features,
  plugin,
}: GoModule): DescribedModule {
  return {
    path,
    dir,
    go: mod.go?.value ?? null,
    toolchain: mod.toolchain?.value ?? null,
    mains,
    replaces: replacesOf(mod.replace),
    features: [...features.map(({ feature }) => feature), ...(usesCgo ? ['cgo'] : [])],
    plugin: plugin
      ? {
          name: plugin.manifest.displayName,
          type: plugin.manifest.type,
          import: plugin.manifest.import,
          example: plugin.manifest.testData,
        }
      : null,
    because: features.map(({ feature, meaning, requirement }) => ({
      feature,
      module: requirement.path,
      version: requirement.version,
      location: { file, ...requirement.spot },
      meaning,
    })),
  };
}

function replacesOf(all: GoModule['mod']['replace']): readonly DescribedReplacement[] {
  const version = (each: DescribedVersion): DescribedVersion =>
    each.version === '' ? { path: each.path } : { path: each.path, version: each.version };
  return all.map(({ old, by }) => ({ old: version(old), new: version(by) }));
}
