import { profileOf } from '../../check/policy';
import type { Problem } from '../../core/finding';
import { type ApiObjectData, groupOf, isClusterScoped } from '../../core/manifest';
import type { ArgoCdSpec, ChartPlace } from '../environment';
import { applicationSet, clusterProblems, clustersOf, placesOf } from './argocd-clusters';
import { chartProblems, contradiction, sharedObjects } from './conflicts';
import type { DeliveredEnvironment, Delivery, DeliveryFile, DeliveryInput } from './delivery';
import { type ForeignFields, foreignFields } from './differences';
import { makesObjects, specOf } from './places';
import { type Reconciled, reconciledBy } from './reconciled';

const apiVersion = 'argoproj.io/v1alpha1';

/** What the objects of one environment are made from. */
interface Wanted extends Reconciled {
  readonly spec: ArgoCdSpec;
  readonly objects: readonly ApiObjectData[];
}

/**
 * For Argo CD: an Application for each environment, or an ApplicationSet where it has several clusters, and an AppProject that lets it have its own cluster, namespaces and
 * kinds alone.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
export function argoCd(input: DeliveryInput): Delivery {
  const files = new Map<string, DeliveryFile>();
  const problems: Problem[] = [
    ...sharedObjects(
      input.environments.flatMap((environment) => {
        const spec = specOf(environment).argocd ?? {};
        const { cluster, clusters } = spec;
        return placesOf(spec).map((place) => ({
          environment,
          cluster: 'name' in place ? place.name : place.server,
          isSaid: (clusters ?? cluster?.name ?? cluster?.server) !== undefined,
          field: ['argocd', clusters ? 'clusters' : 'cluster'],
        }));
      }),
    ),
  ];
  for (const environment of input.environments.filter(makesObjects)) {
    const spec = specOf(environment).argocd ?? {};
    problems.push(...contradictions(environment, spec));
    const { reconciled, problems: own } = reconciledBy('argocd', environment, input);
    problems.push(...own);
    if (!reconciled) continue;
    const wanted: Wanted = {
      ...reconciled,
      spec,
      objects: environment.objects.map(({ object }) => object),
    };
    const clusters = clustersOf(spec);
    const application = applicationOf(wanted);
    if (clusters.size === 0) files.set(`${environment.name}/application.yaml`, { objects: [application] });
    else
      files.set(`${environment.name}/applicationset.yaml`, {
        objects: [applicationSet(application, clusters, homeOf(environment))],
      });
    if (spec.project === undefined)
      files.set(`${environment.name}/project.yaml`, { objects: [projectOfOne(wanted)] });
  }
  return { files, problems };
}

function contradictions(environment: DeliveredEnvironment, spec: ArgoCdSpec): readonly Problem[] {
  const { chart } = spec;
  const isAutomated = automatedIn(environment, spec);
  const idle = (['prune', 'selfHeal'] as const).filter((field) => spec[field] === true && !isAutomated);
  return [
    ...chartProblems(environment, ['argocd', 'chart'], chart),
    ...clusterProblems(environment, spec),
    ...idle.map((field) =>
      contradiction(environment, ['argocd', field], {
        message: `${field} is on, and nothing is done unasked in ${environment.name}.`,
        consequence: 'It would have no effect.',
        fix: `Write automated: true beside it, or take ${field} away.`,
      }),
    ),
  ];
}

function automatedIn({ name }: DeliveredEnvironment, { automated }: ArgoCdSpec): boolean {
  return automated ?? profileOf(name) !== 'prod';
}

function applicationOf(wanted: Wanted): ApiObjectData & { readonly spec: object } {
  const { environment, spec, name } = wanted;
  const sources = sourcesOf(wanted);
  const [source] = sources;
  const differences = foreignFields(wanted.objects);
  const { automated, ...sync } = syncPolicy(wanted, differences.length > 0);
  return {
    apiVersion,
    kind: 'Application',
    metadata: {
      name,
      namespace: namespaceOf(spec),
      labels: { 'app.kubernetes.io/part-of': wanted.project },
    },
    spec: {
      project: spec.project ?? name,
      ...(sources.length === 1 ? { source } : { sources }),
      destination: { ...placesOf(spec)[0], namespace: homeOf(environment) },
      ...(differences.length > 0 && { ignoreDifferences: differences.map(ignored) }),
      syncPolicy: { ...(automated && { automated }), ...sync },
    },
  };
}

/** What is applied; of two sources that have an object, Argo CD takes the later one's. */
function sourcesOf(wanted: Wanted): readonly object[] {
  const { environment, spec, repository, steps } = wanted;
  if (spec.chart) return [chartSource(wanted, spec.chart)];
  const from = { repoURL: repository.url, targetRevision: repository.revision };
  return [
    { ...from, path: repository.folder(environment.folder), ...directoryOf(environment) },
    ...steps.map(({ folder }) => ({ ...from, path: repository.folder(folder) })),
  ];
}

/** Folders below that of the environment are read only where synth writes into some. */
function directoryOf({ files }: DeliveredEnvironment): object {
  const isDeep = [...files.keys()].some((file) => file.includes('/'));
  return isDeep ? { directory: { recurse: true, exclude: 'releases/**' } } : {};
}

function chartSource({ environment, repository, project, steps }: Wanted, chart: ChartPlace): object {
  const helm = {
    releaseName: project,
    valueFiles: [`values.${environment.name}.yaml`, ...steps.map(({ values }) => values)],
  };
  if (chart.repository !== undefined) {
    return {
      // Argo CD wants the address of a registry without its scheme.
      repoURL: chart.repository.replace(/^oci:\/\//, ''),
      chart: chart.name ?? project,
      targetRevision: chart.version ?? '*',
      helm,
    };
  }
  return {
    repoURL: repository.url,
    targetRevision: repository.revision,
    path: repository.folder(chart.path ?? 'dist/chart'),
    helm,
  };
}

function syncPolicy({ environment, spec }: Wanted, isShared: boolean) {
  const { prune = profileOf(environment.name) !== 'prod', selfHeal = true, createNamespace = false } = spec;
  return {
    ...(automatedIn(environment, spec) && { automated: { prune, selfHeal } }),
    syncOptions: [
      `CreateNamespace=${createNamespace}`,
      // Two Applications that have one object would take it from one another for ever.
      'FailOnSharedResource=true',
      'PruneLast=true',
      ...(isShared ? ['RespectIgnoreDifferences=true'] : []),
    ],
  };
}

function ignored({ group, kind, name, namespace, pointers, jqPaths }: ForeignFields): object {
  return {
    group,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(pointers.length > 0 && { jsonPointers: pointers }),
    ...(jqPaths.length > 0 && { jqPathExpressions: jqPaths }),
  };
}

/** What an environment may be applied from and to: nothing but what it has. */
function projectOfOne({ environment, spec, repository, project, name, objects }: Wanted): ApiObjectData {
  const namespaces = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  const wide = objects.filter((object) => isClusterScoped(object.apiVersion, object.kind));
  const narrow = objects.filter((object) => !isClusterScoped(object.apiVersion, object.kind));
  return {
    apiVersion,
    kind: 'AppProject',
    metadata: { name, namespace: namespaceOf(spec) },
    spec: {
      description: `${project}, ${environment.name}`,
      sourceRepos: [spec.chart?.repository?.replace(/^oci:\/\//, '') ?? repository.url],
      destinations: [...new Set([homeOf(environment), ...namespaces])]
        .toSorted()
        .flatMap((namespace) => placesOf(spec).map((place) => ({ ...place, namespace }))),
      ...(wide.length > 0 && { clusterResourceWhitelist: kindsOf(wide) }),
      namespaceResourceWhitelist: kindsOf(narrow),
    },
  };
}

function kindsOf(objects: readonly ApiObjectData[]): readonly object[] {
  const kinds = new Map(
    objects.map(({ apiVersion: version, kind }) => {
      const group = groupOf(version);
      return [`${group}/${kind}`, { group, kind }];
    }),
  );
  return [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

function namespaceOf({ namespace = 'argocd' }: ArgoCdSpec): string {
  return namespace;
}

/** The namespace of what names none. */
function homeOf({ declared, objects }: DeliveredEnvironment): string {
  const [first] = objects.flatMap(({ object }) => object.metadata.namespace ?? []);
  return declared?.spec.namespace ?? first ?? 'default';
}
