import { join } from 'node:path';
import { App, type AppProps, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type ApiObjectData } from '../../core/manifest';
import { type Problem, ProblemError, formatReport, hasErrors } from '../../core/finding';
import { stringifyYaml } from '../../core/yaml';
import { admitEveryName, deploymentScopeOf, locate } from '../../constructs/construct';
import {
  type AppOutput,
  type ObjectOrigin,
  type PlacedRelease,
  handOver,
  isHandingOver,
  wantedEnvironments,
} from '../handover';
import { type Assembly, assemble, orderedCharts } from './assemble';
import { claimsProblems } from './claims';
import { contextName, contextText } from './context';
import { clusterFacts } from './declared-cluster';
import { layOut } from './layout';
import { policiesProblems } from './policies';
import { recoverOutput, writeOutput } from '../output';
import { type ReleaseFiles, placedRelease, releaseFiles } from './releases';
import { type RenderedObject, manifestText } from './render';

export interface DeliveryAppProps extends AppProps {
  /**
   * Whether the app has only some of the deployment scopes (environments) whose files share the output
   * folder: then what an earlier synth wrote for the others stays.
   * @default false - files of an earlier synth that no longer belong are removed
   */
  readonly partial?: boolean;
}

/** What goes into the output folder. */
interface Written {
  /** The objects of each file of manifests, by its path below the folder. */
  readonly files: ReadonlyMap<string, readonly RenderedObject[]>;
  /** The texts of these files, and of those beside them. */
  readonly texts: ReadonlyMap<string, string>;
  /** The deployment scope of each folder, and the folder below the output folder, with `/` at its end. */
  readonly scopes: ReadonlyMap<IConstruct, string>;
}

/**
 * A cdk8s App that synthesizes in one pass: every check runs once and all problems are reported together,
 * order is found in linear time, and files change only when everything has succeeded. Each deployment scope
 * (EnvironmentStack) has a folder of its own below the output folder.
 *
 * `yamlOutputType` means what it means in cdk8s. Files get an index in front (`0000-…`) where `kubectl apply`,
 * which goes by name, would otherwise apply something before what it depends on.
 */
export class DeliveryApp extends App {
  private readonly props: DeliveryAppProps;

  constructor(props: DeliveryAppProps = {}) {
    super(props);
    admitEveryName(this);
    this.props = props;
  }

  /** All charts, each after those it depends on. */
  override get charts(): Chart[] {
    return orderedCharts(this);
  }

  /**
   * The objects of each file, by path below the output folder, in the order in which they are to be applied.
   * Nothing is written.
   * @throws ProblemError with all problems where one of them is an error
   */
  manifests(): Map<string, ApiObjectData[]> {
    const files = this.layOut(this.assembleOrThrow());
    return new Map(Array.from(files, ([file, placed]) => [file, placed.map(({ object }) => object)]));
  }

  /**
   * Writes all files, or none of them, and prints warnings to standard error.
   * @returns the paths of all files that belong to the app, changed or not
   * @throws ProblemError with all problems where one of them is an error
   */
  override synth(): string[] {
    if (isHandingOver()) {
      const output = this.output();
      handOver({ kind: 'app', app: output });
      return this.paths(Object.keys(output.files));
    }
    recoverOutput(this.outdir);
    const assembly = this.assembleOrThrow();
    const { texts, scopes } = this.written(assembly);
    const answers = [...assembly.answers.values()];
    const claims = answers.flatMap(claimsProblems);
    const policies = answers.flatMap(policiesProblems);
    const releases = this.releaseFiles(assembly, scopes);
    const proven = [...claims, ...policies, ...releases.problems];
    const problems = [...assembly.problems, ...proven];
    if (hasErrors(proven)) throw this.refusal(problems);
    const files = new Map([...texts, ...releases.files]);
    writeOutput(this.outdir, files, { partial: this.isPartial() });
    if (problems.length > 0) process.stderr.write(`${formatReport(problems)}\n`);
    return this.paths([...files.keys()]);
  }

  /**
   * What `synth` would write, and what is known of it besides. Nothing is written.
   * @throws ProblemError with all problems where one of them is an error
   */
  output(): AppOutput {
    return this.outputOf(this.assembleOrThrow());
  }

  /**
   * What `synth` would write if its checks let it, with all that they say: for whoever shows what is wrong beside what
   * would come of it. Nothing is written.
   * @returns undefined where not every object can be made
   */
  draft(): AppOutput | undefined {
    const assembly = assemble(this);
    return assembly.isComplete ? this.outputOf(assembly) : undefined;
  }

  /** @throws ProblemError where an object cannot be written */
  private written(assembly: Assembly): Written {
    const files = this.layOut(assembly);
    const unwritable: Problem[] = [];
    const texts = new Map<string, string>();
    for (const [file, placed] of files) texts.set(file, manifestText(placed, unwritable));
    const scopes = scopesOf(files);
    for (const [scope, folder] of scopes) {
      const context = contextText(clusterFacts(scope));
      if (context !== undefined) texts.set(`${folder}${contextName}`, context);
    }
    if (unwritable.length > 0) throw this.refusal([...assembly.problems, ...unwritable]);
    if (this.recordsConstructs()) texts.set('construct-metadata.json', constructMetadata(files));
    return { files, texts, scopes };
  }

  private outputOf(assembly: Assembly): AppOutput {
    const { files, texts, scopes } = this.written(assembly);
    const policed = [...scopes].flatMap(([scope, folder]) => (clusterFacts(scope).policies ? [folder] : []));
    return {
      ...(this.props.outdir !== undefined && { outdir: this.props.outdir }),
      partial: this.isPartial(),
      files: Object.fromEntries(texts),
      objects: Object.fromEntries(
        Array.from(files, ([file, placed]) => [file, placed.map(({ object }) => object)]),
      ),
      scopes: Object.fromEntries(Array.from(scopes, ([scope, folder]) => [scope.node.id, folder])),
      origins: Object.fromEntries(Array.from(files, ([file, placed]) => [file, placed.map(originOf)])),
      claims: Object.fromEntries(
        Array.from(scopes, ([scope, folder]) => [folder, clusterFacts(scope).claims ?? []]),
      ),
      ...(policed.length > 0 && { policies: policed }),
      secrets: Object.fromEntries(
        Array.from(scopes, ([scope, folder]) => [folder, [...(clusterFacts(scope).secrets?.texts ?? [])]]),
      ),
      ...(assembly.releases.size > 0 && {
        releases: Object.fromEntries(
          Array.from(assembly.releases.keys(), (scope) => [
            scopes.get(scope) ?? '',
            this.placedReleases(assembly, scope),
          ]),
        ),
      }),
      problems: assembly.problems,
    };
  }

  /** The steps of all releases, by path below the output folder. */
  private releaseFiles(assembly: Assembly, scopes: Written['scopes']): ReleaseFiles {
    const written = Array.from(assembly.answers, ([scope, known]) => {
      const folder = scopes.get(scope) ?? '';
      const { files, problems } = releaseFiles(this.placedReleases(assembly, scope), known);
      return { files: Array.from(files, ([file, text]) => [`${folder}${file}`, text] as const), problems };
    });
    return {
      files: new Map(written.flatMap(({ files }) => files)),
      problems: written.flatMap(({ problems }) => problems),
    };
  }

  private placedReleases({ releases }: Assembly, scope: IConstruct): readonly PlacedRelease[] {
    return (releases.get(scope) ?? []).map((one) => placedRelease(scope, one, this.outputFileExtension));
  }

  /** All objects as one text. */
  override synthYaml(): string {
    return stringifyYaml([...this.manifests().values()].flat());
  }

  private assembleOrThrow(): Assembly {
    const assembly = assemble(this);
    if (hasErrors(assembly.problems)) throw this.refusal(assembly.problems);
    return assembly;
  }

  /** Problems that end the synth, handed over where the program is run for its answers. */
  private refusal(problems: readonly Problem[]): ProblemError {
    handOver({ kind: 'problems', problems });
    return new ProblemError(problems);
  }

  private layOut({ content }: Assembly): Map<string, readonly RenderedObject[]> {
    return layOut(content, this.yamlOutputType, this.outputFileExtension);
  }

  private paths(files: readonly string[]): string[] {
    return files.map((file) => join(this.outdir, file));
  }

  private isPartial(): boolean {
    return this.props.partial ?? wantedEnvironments() !== undefined;
  }

  private recordsConstructs(): boolean {
    return this.props.recordConstructMetadata ?? process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true';
  }
}

/** The deployment scope of each folder, and the folder below the output folder, with `/` at its end. */
function scopesOf(files: ReadonlyMap<string, readonly RenderedObject[]>): Map<IConstruct, string> {
  const scopes = new Map<IConstruct, string>();
  for (const [file, [first]] of files) {
    if (!first) continue;
    const scope = deploymentScopeOf(first.construct);
    scopes.set(scope, scope.node.scope ? file.slice(0, file.indexOf('/') + 1) : '');
  }
  return scopes;
}

function originOf({ construct }: RenderedObject): ObjectOrigin {
  const location = locate(construct);
  return { construct: construct.node.path, ...(location && { location }) };
}

/** What cdk8s-cli's validation plugins read: the construct of each object, by the object's name. */
function constructMetadata(files: ReadonlyMap<string, readonly RenderedObject[]>): string {
  const resources = [...files.values()]
    .flat()
    .map(({ construct, object }) => [object.metadata.name, { path: construct.node.path }] as const);
  return JSON.stringify({ version: '1.0.0', resources: Object.fromEntries(resources) });
}
