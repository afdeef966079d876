import { itemAt } from '../../core/base';
import { type Problem, ProblemError } from '../../core/finding';
import type { ComposeModel } from '../../project/compose';
import { unaccounted } from './account';
import { commentsOf } from './comments';
import type { Decided, Decisions, Question } from './decisions';
import { type Entry, type Placed, entriesOf, shownLocation } from './entry';
import { type Comment, environmentText } from './environment-text';
import { type Layers, environmentValue, layersOf } from './layers';
import { isServiceName, kubernetesName } from './names';
import { type OneShot, oneShotsOf } from './one-shots';
import { type Outcome, type PlacedValue, carried } from './outcome';
import { projectFiles } from './project-files';
import { mapSections } from './sections';
import { mapServices } from './services';
import { mapTraffic, trafficFiles, withheldFrom } from './traffic';
import type { Source, Workload } from './source';
import { renamed } from './texts';
import { traefikService, workloadsOf } from './workloads';
import { type VariableNaming, variableNaming } from './variable-naming';
import { writtenParts } from './written';

/** A project as one environment has it. */
export interface ComposeEnvironment {
  readonly name: string;
  readonly project: ComposeModel;
}

/** What a Compose project becomes. */
export interface Conversion {
  /** Name of the Compose project. */
  readonly project: string;
  readonly environments: readonly string[];
  /** `<namespace>/<name>` of each service by its name in the Compose files; null for Traefik's own. */
  readonly services: Readonly<Record<string, string | null>>;
  readonly entries: readonly Entry[];
  /** What the files leave open, whether it was decided or not; each once. */
  readonly questions: readonly Question[];
  /** Texts of the environment files by their names: `base` and one for each environment. */
  readonly texts: Readonly<Record<string, string>>;
  /** Variables that the environments take from the shell, with what the project holds; they are written nowhere. */
  readonly variables: Readonly<Record<string, string>>;
  /** Texts of further files of the project by their names, as values for Traefik's Helm chart. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Makes environment files of a Compose project, and tells what becomes of every part of it.
 *
 * @param directory the folder of the project, absolute
 * @param decisions what somebody decided that the files leave open
 * @param beside what all environments say besides
 * @throws ProblemError where names of Compose are one name on Kubernetes
 */
export function convertCompose(
  all: readonly ComposeEnvironment[],
  directory: string,
  decisions: Decisions = {},
  beside: readonly PlacedValue[] = [],
): Conversion {
  const sources = composeSources(all, directory, decisions);
  const placed = sources.map((source) => placedOutcomes(source, beside));
  const values = new Map(
    placed.map(({ environment, outcomes }) => [environment, environmentValue(outcomes)]),
  );
  const layers = layersOf(values);
  return {
    project: all[0]?.project.name ?? '',
    environments: all.map(({ name }) => name),
    services: Object.fromEntries(sources.flatMap(namesOf)),
    entries: entriesOf(placed, layers, directory),
    questions: questionsOf(placed),
    texts: textsOf(sources, placed, layers),
    variables: Object.assign({}, ...sources.map(withheldFrom)),
    files: trafficFiles(sources),
  };
}

/**
 * What a project is in each environment, with what its services are called on Kubernetes.
 *
 * @param directory the folder of the project, absolute
 * @throws ProblemError where names of Compose are one name on Kubernetes
 */
export function composeSources(
  all: readonly ComposeEnvironment[],
  directory: string,
  decisions: Decisions = {},
): readonly Source[] {
  const naming = variableNaming();
  const decided: Decided = (kind, subject) => decisions[kind]?.get(subject);
  const oneShots = oneShotsOf(all.map(({ project }) => project));
  return all.map((each) => sourceOf(each, directory, decided, oneShots, naming(each.name)));
}

function sourceOf(
  { name, project }: ComposeEnvironment,
  directory: string,
  decided: Decided,
  oneShots: ReadonlyMap<string, OneShot>,
  variableFor: VariableNaming,
): Source {
  const traefik = traefikService(project);
  const files = projectFiles(directory);
  const workloads = workloadsOf(project, traefik, files, decided, oneShots);
  refuseCollisions(project, workloads);
  const written = writtenParts(project);
  const renames = [...workloads.values()].flatMap(({ compose, name: to, spec }) => {
    const aliases = Object.values(spec.networks ?? {}).flatMap((network) => network?.aliases ?? []);
    const names = [compose, spec.container_name, spec.hostname, ...aliases];
    return names.flatMap((from) =>
      from === undefined || from === to || isServiceName(from) ? [] : [{ from, to }],
    );
  });
  return {
    project,
    environment: name,
    namespace: kubernetesName(project.name),
    files,
    workloads,
    ...(traefik !== undefined && { traefik }),
    inCluster: (text) => renamed(text, renames),
    decided,
    variableFor,
    isWritten: written.has,
    isBare: written.isBare,
  };
}

function refuseCollisions(project: ComposeModel, workloads: ReadonlyMap<string, Workload>): void {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { compose, name } of workloads.values()) {
    const other = first.get(name);
    if (other === undefined) first.set(name, compose);
    else {
      problems.push({
        rule: 'colliding-compose-names',
        severity: 'error',
        location: project.locate(['services', compose]),
        related: [{ location: project.locate(['services', other]) }],
        message: `The services ${other} and ${compose} are both called ${name} on Kubernetes.`,
      });
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
}

function placedOutcomes(source: Source, beside: readonly PlacedValue[]): Placed {
  const { project, environment } = source;
  const written = writtenParts(project);
  const outcomes: Outcome[] = [...mapSections(source), ...mapServices(source), ...mapTraffic(source)];
  const added = beside.map(({ to, value }) => carried([], to, value));
  const all = [...outcomes, ...unaccounted(project, written, outcomes), ...added];
  return {
    environment,
    outcomes: all.map((each) => ({ ...each, location: each.location ?? written.locate(each.path) })),
  };
}

/** What several environments or parts leave open alike is asked once. */
function questionsOf(all: readonly Placed[]): readonly Question[] {
  const asked = all.flatMap(({ outcomes }) => outcomes.flatMap(({ asks }) => asks ?? []));
  return [...new Map(asked.map((each) => [`${each.kind} ${each.subject}`, each])).values()];
}

function namesOf({ project, workloads, namespace }: Source): readonly (readonly [string, string | null])[] {
  return Object.keys(project.services).map((compose) => {
    const workload = workloads.get(compose);
    return [compose, workload ? `${namespace}/${workload.before ?? workload.name}` : null] as const;
  });
}

function textsOf(
  sources: readonly Source[],
  placed: readonly Placed[],
  { base, environments }: Layers,
): Readonly<Record<string, string>> {
  const isInBase = ({ at }: Comment): boolean => itemAt(base, at) !== undefined;
  const comments = sources.map((source, index) =>
    commentsOf(source, placed[index] ?? { environment: '', outcomes: [] }),
  );
  const own = sources.map(({ environment }, index) => {
    const head = { at: [], text: `What is different in ${environment}; it lies over base.yaml.` };
    const beside = (comments[index] ?? []).filter((comment) => !isInBase(comment));
    return [environment, environmentText(environments.get(environment) ?? {}, [head, ...beside])] as const;
  });
  const head = {
    at: [],
    text: `What all environments have, made of ${composeFiles(sources).join(', ')} by cdk8s-traefik compose.`,
  };
  return Object.fromEntries([
    ['base', environmentText(base, [head, defaultsComment, ...comments.flat().filter(isInBase)])],
    ...own,
  ]);
}

const defaultsComment: Comment = {
  at: ['defaults'],
  text: 'What Compose takes for granted, and services do otherwise unless told.',
};

/** The files that services are written in. */
function composeFiles(sources: readonly Source[]): readonly string[] {
  const all = sources.flatMap(({ project, files }) =>
    Object.keys(project.services).map(
      (name) => shownLocation(project.locate(['services', name]), files.directory).file,
    ),
  );
  return [...new Set(all)];
}
