import { join } from 'node:path';
import { App, type AppProps, type Chart } from 'cdk8s';
import { type ApiObjectData } from '../../core/manifest';
import { type Problem, ProblemError, formatProblem, hasErrors } from '../../core/finding';
import { stringifyYaml } from '../../core/yaml';
import { type Assembly, assemble, orderedCharts } from './assemble';
import type { PlacedObject } from '../../check/cluster';
import { layOut } from './layout';
import { recoverOutput, writeOutput } from '../output';
import { manifestText } from './render';

export interface DeliveryAppProps extends AppProps {
  /**
   * Whether the app has only some of the deployment scopes (environments) whose files share the output
   * folder: then what an earlier synth wrote for the others stays.
   * @default false - files of an earlier synth that no longer belong are removed
   */
  readonly partial?: boolean;
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
    recoverOutput(this.outdir);
    const assembly = this.assembleOrThrow();
    const files = this.layOut(assembly);
    const unwritable: Problem[] = [];
    const texts = new Map<string, string>();
    for (const [file, placed] of files) texts.set(file, manifestText(placed, unwritable));
    if (unwritable.length > 0) throw new ProblemError([...assembly.problems, ...unwritable]);
    if (this.recordsConstructs()) texts.set('construct-metadata.json', constructMetadata(files));
    writeOutput(this.outdir, texts, { partial: this.props.partial ?? false });
    for (const problem of assembly.problems) process.stderr.write(`${formatProblem(problem)}\n`);
    return [...texts.keys()].map((file) => join(this.outdir, file));
  }

  /** All objects as one text. */
  override synthYaml(): string {
    return stringifyYaml([...this.manifests().values()].flat());
  }

  private assembleOrThrow(): Assembly {
    const assembly = assemble(this);
    if (hasErrors(assembly.problems)) throw new ProblemError(assembly.problems);
    return assembly;
  }

  private layOut({ content }: Assembly): Map<string, readonly PlacedObject[]> {
    return layOut(content, this.yamlOutputType, this.outputFileExtension);
  }

  private recordsConstructs(): boolean {
    return this.props.recordConstructMetadata ?? process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true';
  }
}

/** What cdk8s-cli's validation plugins read: the construct of each object, by the object's name. */
function constructMetadata(files: ReadonlyMap<string, readonly PlacedObject[]>): string {
  const resources = [...files.values()]
    .flat()
    .map(({ construct, object }) => [object.metadata.name, { path: construct.node.path }] as const);
  return JSON.stringify({ version: '1.0.0', resources: Object.fromEntries(resources) });
}
