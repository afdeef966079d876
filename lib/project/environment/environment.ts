import type { PlacedClaim } from '../../check/claims';
import { type FieldPath, type Finding, type Location, SecretTexts } from '../../core/finding';
import { withExclusiveGuards } from './exclusive-guards';
import { type Releases, withReleases } from './releases';
import { type MapNode, isSecret, leavesOf, nearestNode, plainOf, sourcesOf } from './node';
import type { EnvironmentSpec, TraefikInstance } from './spec';
import { withStaticDefaults } from './static-defaults';
import { withSyncWaves } from './sync-waves';

/** Where a value comes from: where it was written, and the variables that were replaced in it. */
export interface Provenance {
  readonly location: Location;
  readonly variables: readonly VariableUse[];
}

/** A variable that was replaced in a value. */
export interface VariableUse {
  /** As it stands between the braces: `tag`, `env:IMAGE_TAG`. An environment variable whose fallback was taken is marked `(unset)`. */
  readonly name: string;
  /** Where the variable is set; absent for environment variables. */
  readonly location?: Location;
}

/** An environment: its effective data, validated, and where each value of it was written. */
export class Environment {
  /** What the files say, merged, variables replaced. Defaults are not filled in. */
  readonly declared: EnvironmentSpec;

  /** The same as it is made: services are without their releases, and routes lead through these. */
  readonly spec: EnvironmentSpec;

  /** Releases by the name of their service. */
  readonly releases: Releases;

  /** What is wrong with the environment that its stack tells of. @internal */
  readonly findings: readonly Finding[];

  /** Where TraefikServices of releases were written, by their name. */
  private readonly written: ReadonlyMap<string, FieldPath>;

  private constructor(
    /** The base name of the environment's file. */
    readonly name: string,
    private readonly root: MapNode,
    /** The values that are marked secret, and are told to nobody. @internal */
    readonly secrets: SecretTexts,
    /** What claims.yaml beside the files says that holds of all requests. */
    readonly claims: readonly PlacedClaim[],
    /** What paths in its files are relative to: the folder that holds that of the environments. */
    readonly folder: string,
    /** What was said of its fields when the files were read, and stops nothing. */
    warnings: readonly Finding[],
  ) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema that the data was checked against is made from this type
    const { spec: declared, findings } = withExclusiveGuards(plainOf(root) as EnvironmentSpec);
    this.declared = declared;
    this.findings = [...warnings, ...findings];
    const { spec, releases, written } = withReleases(withSyncWaves(declared));
    this.written = written;
    this.spec = spec;
    this.releases = releases;
  }

  /** Of data that was validated before, as `Environments` does. @internal */
  static of(
    name: string,
    root: MapNode,
    secrets = new SecretTexts(),
    claims: readonly PlacedClaim[] = [],
    folder = '.',
    warnings: readonly Finding[] = [],
  ): Environment {
    return new Environment(name, root, secrets, claims, folder, warnings);
  }

  /** Namespace of everything in the environment. */
  get namespace(): string {
    return this.spec.namespace;
  }

  /** Domain of the environment. An environment whose files set none has none to give. */
  get domain(): string {
    const { domain } = this.spec;
    if (domain === undefined) {
      throw new Error(
        `The environment "${this.name}" has no domain; set "domain" in its file or in base.yaml.`,
      );
    }
    return domain;
  }

  /** Who signs certificates that name no issuer of their own. */
  get issuer(): EnvironmentSpec['issuer'] {
    return this.spec.issuer;
  }

  /** The values of `vars`. */
  get vars(): Readonly<Record<string, unknown>> {
    return this.spec.vars ?? {};
  }

  /** The Traefik that the environment runs behind; what the files leave open is as the official Helm chart has it. */
  get traefik(): TraefikInstance & Required<Pick<TraefikInstance, 'entryPoints' | 'providers'>> {
    return withStaticDefaults(this.spec.traefik ?? {});
  }

  /** Where a value was written; where there is no such value, what encloses it. */
  locate(path: FieldPath): Location {
    return nearestNode(this.root, this.writtenAt(path)).node.origin.place();
  }

  /** A path of the spec as the files have it: the one child of a release's TraefikService is the reference of a route. */
  private writtenAt(path: FieldPath): FieldPath {
    const [section, name, _weighted, _services, _child, ...inner] = path;
    const written = section === 'traefikServices' ? this.written.get(String(name)) : undefined;
    return written ? [...written, ...inner] : path;
  }

  /** Where a value comes from; undefined where there is no such value. */
  provenance(path: FieldPath): Provenance | undefined {
    const { node, exact } = nearestNode(this.root, path);
    if (!exact) return undefined;
    const variables = sourcesOf(node.origin).map(({ name, place }) => ({
      name,
      ...(place && { location: place() }),
    }));
    return { location: node.origin.place(), variables };
  }

  /** Whether a value is secret, or was made of something that is. */
  isSecret(path: FieldPath): boolean {
    const { node, exact } = nearestNode(this.root, path);
    return exact && isSecret(node.origin);
  }

  /** Paths of all values: scalars, and lists and maps that are empty. */
  paths(): readonly FieldPath[] {
    return Array.from(leavesOf(this.root), ([path]) => path);
  }
}
