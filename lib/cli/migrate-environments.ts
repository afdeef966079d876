import { diffTraffic } from '../check/changes';
import { type Problem, ProblemError } from '../core/finding';
import { objectsOf, wordsOfName } from '../core/manifest';
import { type NewProject, writeProject } from '../project/scaffold';
import { joined, readingOf, trafficOf } from '../project/source';
import { type MigrationResult, type Translation, environmentOf, traefikOf } from '../tools/migrate';
import type { Surroundings } from './command';
import { synthesized } from './compose-proofs';

/**
 * Writes a project whose environments have the routes, and holds traffic to them against that to what they are made of. An
 * environment has one namespace: routes of several become one environment for each.
 *
 * @throws ProblemError where an environment is refused
 */
export function asEnvironments(
  migration: Translation,
  output: string,
  surroundings: Surroundings,
): MigrationResult & { readonly problems: readonly Problem[] } {
  const namespaces = [...new Set(migration.objects.map(namespaceOf))].toSorted();
  const [namespace = 'default'] = namespaces;
  const files = namespaces.length > 1 ? severalFiles(migration, namespaces) : oneFile(migration, namespace);
  const name = wordsOfName(namespace);
  const project: NewProject = {
    name,
    description: `Routes of ${namespaces.join(', ')}, from Ingresses or Gateways`,
    environments: files.environments,
  };
  const made = synthesized(project, output, surroundings);
  writeProject(output, project);
  if (made instanceof ProblemError) throw made;
  const { program } = made;
  const own = joined(files.names.map((one) => readingOf(program, one)));
  const reading = { ...own, objects: [...migration.others, ...own.objects] };
  const fileOf = filesOf(migration, files.fileOf);
  const written = Object.entries(files.environments)
    .map(([one, text]) => [`environments/${one}.yaml`, text] as const)
    .filter(([file]) => file === 'environments/base.yaml' || namespaces.length > 1);
  return {
    ...migration,
    project: { name, environments: files.names },
    problems: program.apps.flatMap((app) => app.problems),
    entries: migration.entries.map((entry) =>
      entry.to === null ? entry : { ...entry, to: fileOf(entry.to) },
    ),
    files: new Map(written),
    traffic: diffTraffic(migration.before, { ...reading, model: trafficOf(reading) }),
  };
}

interface EnvironmentFiles {
  readonly names: readonly string[];
  readonly environments: NewProject['environments'];
  /** The environment whose file has what is of a namespace. */
  readonly fileOf: (namespace: string) => string;
}

/** What is of one namespace stands in the file of all environments. */
function oneFile({ objects, others, traefik }: Translation, namespace: string): EnvironmentFiles {
  const plain = others.map(({ object }) => object);
  const base = environmentOf({ made: objects, others: plain, traefik, namespace });
  const prod = '# What is different in prod; it lies over base.yaml.\n';
  return { names: ['prod'], environments: { base, prod }, fileOf: () => 'base' };
}

/** Each namespace has a file, and the others' objects are there for it. */
function severalFiles(
  { objects, others, traefik }: Translation,
  namespaces: readonly string[],
): EnvironmentFiles {
  const plain = others.map(({ object }) => object);
  const own = namespaces.map((namespace) => {
    const made = objects.filter((object) => namespaceOf(object) === namespace);
    const elsewhere = objects.filter((object) => !made.includes(object));
    const parts = { made, others: [...plain, ...elsewhere], traefik: undefined, namespace };
    return [namespace, environmentOf(parts)] as const;
  });
  return {
    names: namespaces,
    environments: { base: traefikOf(traefik), ...Object.fromEntries(own) },
    fileOf: (namespace) => namespace,
  };
}

/** The file with what another file of manifests would have. */
function filesOf({ files }: Translation, fileOf: (namespace: string) => string): (file: string) => string {
  const byFile = new Map(
    [...files].map(([file, text]) => {
      const [first] = objectsOf(text, file).objects;
      return [file, `environments/${fileOf(first ? namespaceOf(first.object) : 'default')}.yaml`];
    }),
  );
  return (file) => byFile.get(file) ?? 'environments/base.yaml';
}

function namespaceOf({ metadata }: { readonly metadata: { readonly namespace?: string } }): string {
  return metadata.namespace ?? 'default';
}
