import { profileOf } from '../../check/policy';
import type { Problem } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import type { ChartPlace, FluxSpec } from '../environment';
import { chartProblems, replicasOfTwo } from './conflicts';
import type { DeliveredEnvironment, Delivery, DeliveryFile, DeliveryInput } from './delivery';
import { foreignFields } from './differences';
import { waveFolders } from './flux-waves';
import type { Annotated } from './kustomization';
import { makesObjects, specOf } from './places';
import { type Reconciled, reconciledBy } from './reconciled';

interface Wanted extends Reconciled {
  readonly spec: FluxSpec;
  /** Folder of what is written for the environment, below that of the project. */
  readonly folder: string;
}

/**
 * For Flux: the repository as a source, and a Kustomization for each wave of an environment, each of which waits until the
 * one before it is ready; or a HelmRelease of the chart.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function flux(input: DeliveryInput): Delivery {
  const files = new Map<string, DeliveryFile>();
  const problems: Problem[] = [];
  for (const environment of input.environments.filter(makesObjects)) {
    const spec = specOf(environment).flux ?? {};
    const { reconciled, problems: own } = reconciledBy('flux', environment, input);
    problems.push(
      ...chartProblems(environment, ['flux', 'chart'], spec.chart),
      ...replicasOfTwo(environment, 'Flux'),
    );
    problems.push(...own);
    if (!reconciled) continue;
    const wanted: Wanted = {
      ...reconciled,
      spec,
      folder: `${input.output}/flux/${environment.name}`,
    };
    const made = spec.chart ? ofChart(wanted, spec.chart) : ofManifests(wanted);
    for (const [file, content] of made) files.set(`${environment.name}/${file}`, content);
  }
  return { files, problems };
}

function ofManifests(wanted: Wanted): ReadonlyMap<string, DeliveryFile> {
  const { environment, folder, repository, spec, name, steps } = wanted;
  const { waves, files } = waveFolders(environment, folder, steps, keptByOthers(environment));
  const { prune = profileOf(environment.name) !== 'prod' } = spec;
  const kustomizations = waves.map((wave, index): ApiObjectData => {
    const before = waves[index - 1];
    return object(wanted, 'kustomize.toolkit.fluxcd.io/v1', 'Kustomization', `${name}-${wave}`, {
      interval: spec.interval ?? '10m',
      ...(before !== undefined && { dependsOn: [{ name: `${name}-${before}` }] }),
      sourceRef: { kind: 'GitRepository', name },
      path: `./${repository.folder(`${folder}/${wave}`)}`,
      prune,
      wait: true,
      timeout: '5m',
      ...account(spec),
    });
  });
  return new Map([
    ['source.yaml', { objects: [gitRepository(wanted)] }],
    ['kustomizations.yaml', { objects: kustomizations }],
    ...files,
  ]);
}

/** Flux applies lists whole, and would put the weights of a rollout back; what it made once, it then leaves alone. */
function keptByOthers({ objects }: DeliveredEnvironment): readonly Annotated[] {
  const plain = objects.map((placed) => placed.object);
  const shared = foreignFields(plain).filter(({ kind }) => kind === 'TraefikService');
  return plain
    .filter(({ kind, metadata }) =>
      shared.some(
        (one) => one.kind === kind && one.name === metadata.name && one.namespace === metadata.namespace,
      ),
    )
    .map((one) => ({ object: one, annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' } }));
}

function ofChart(wanted: Wanted, chart: ChartPlace): ReadonlyMap<string, DeliveryFile> {
  const { environment, repository, spec, name, project, steps } = wanted;
  const isPublished = chart.repository !== undefined;
  const path = repository.folder(chart.path ?? 'dist/chart');
  // Of a chart in a repository of git, values are files of the repository.
  const inChart = (file: string): string => (isPublished ? file : `./${path}/${file}`);
  const values = ['values.yaml', `values.${environment.name}.yaml`, ...steps.map((step) => step.values)];
  const release = object(wanted, 'helm.toolkit.fluxcd.io/v2', 'HelmRelease', name, {
    interval: spec.interval ?? '10m',
    releaseName: project,
    targetNamespace: environment.declared?.spec.namespace ?? 'default',
    ...account(spec),
    chart: {
      spec: {
        chart: isPublished ? (chart.name ?? project) : `./${path}`,
        ...(chart.version !== undefined && { version: chart.version }),
        sourceRef: { kind: isPublished ? 'HelmRepository' : 'GitRepository', name },
        // A chart in git has its changes without a new version.
        ...(!isPublished && { reconcileStrategy: 'Revision' }),
        valuesFiles: values.map(inChart),
      },
    },
  });
  const source =
    chart.repository === undefined ? gitRepository(wanted) : helmRepository(wanted, chart.repository);
  return new Map([
    ['source.yaml', { objects: [source] }],
    ['release.yaml', { objects: [release] }],
  ]);
}

function gitRepository(wanted: Wanted): ApiObjectData {
  const { repository, spec, name } = wanted;
  return object(wanted, 'source.toolkit.fluxcd.io/v1', 'GitRepository', name, {
    interval: spec.interval ?? '10m',
    url: urlOf(repository.url),
    ref: referenceOf(repository.revision),
    ...(spec.secret !== undefined && { secretRef: { name: spec.secret } }),
  });
}

function helmRepository(wanted: Wanted, url: string): ApiObjectData {
  const { spec, name } = wanted;
  return object(wanted, 'source.toolkit.fluxcd.io/v1', 'HelmRepository', name, {
    interval: spec.interval ?? '10m',
    url,
    ...(url.startsWith('oci://') && { type: 'oci' }),
    ...(spec.secret !== undefined && { secretRef: { name: spec.secret } }),
  });
}

/** Flux takes addresses with a scheme alone, and no `git@host:path`. */
function urlOf(url: string): string {
  return url.includes('://') ? url : url.replace(/^([^@/]+@)?([^:/]+):(?!\/\/)/, 'ssh://$1$2/');
}

/** What Flux checks out: it knows no HEAD, and takes what is called nothing else for a branch. */
function referenceOf(revision: string): object {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  if (revision.startsWith('refs/')) return { name: revision };
  return { branch: revision === 'HEAD' ? 'main' : revision };
}

function account({ serviceAccountName }: FluxSpec): object {
  return serviceAccountName === undefined ? {} : { serviceAccountName };
}

function object(
  { spec: own }: Wanted,
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
): ApiObjectData {
  return { apiVersion, kind, metadata: { name, namespace: own.namespace ?? 'flux-system' }, spec };
}
