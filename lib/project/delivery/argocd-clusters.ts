import { type ApiObjectData, isDnsSubdomain } from '../../core/manifest';
import type { Problem } from '../../core/finding';
import type { ArgoCdCluster, ArgoCdSpec } from '../environment';
import { contradiction } from './conflicts';
import type { DeliveredEnvironment } from './delivery';

/** The cluster in which Argo CD itself runs. */
const ownCluster = 'https://kubernetes.default.svc';

/** A cluster as the destination of an Application has it. */
type ClusterPlace = { readonly name: string } | { readonly server: string };

/** The clusters of an environment that is applied to several, by name; none where it is applied to one. */
export function clustersOf({ clusters = {} }: ArgoCdSpec): ReadonlyMap<string, ClusterPlace> {
  return new Map(
    Object.entries(clusters).map(([name, cluster]) => [
      name,
      cluster.name === undefined && cluster.server === undefined ? { name } : placeOf(cluster),
    ]),
  );
}

/** All clusters that an environment is applied to. */
export function placesOf(spec: ArgoCdSpec): readonly ClusterPlace[] {
  const several = [...clustersOf(spec).values()];
  return several.length > 0 ? several : [placeOf(spec.cluster ?? {})];
}

function placeOf({ name, server = ownCluster }: ArgoCdCluster): ClusterPlace {
  return name === undefined ? { server } : { name };
}

/** An Application for each of several clusters: what makes them all is one ApplicationSet, whose Applications keep their objects. */
export function applicationSet(
  { apiVersion, metadata, spec }: ApiObjectData & { readonly spec: object },
  clusters: ReadonlyMap<string, ClusterPlace>,
  namespace: string,
): ApiObjectData {
  const { namespace: _home, ...template } = metadata;
  const fields = (['name', 'server'] as const).filter((field) =>
    [...clusters.values()].some((place) => field in place),
  );
  return {
    apiVersion,
    kind: 'ApplicationSet',
    metadata,
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          list: {
            elements: Array.from(clusters, ([cluster, place]) => ({
              cluster,
              ...Object.fromEntries(fields.map((field) => [field, ''])),
              ...place,
            })),
          },
        },
      ],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: { ...template, name: `${metadata.name}-{{ .cluster }}` },
        spec: {
          ...spec,
          destination: {
            ...Object.fromEntries(fields.map((field) => [field, `{{ .${field} }}`])),
            namespace,
          },
        },
      },
    },
  };
}

/** What is wrong with how clusters are named. */
export function clusterProblems(environment: DeliveredEnvironment, spec: ArgoCdSpec): readonly Problem[] {
  const named = [
    ...(spec.cluster ? [{ field: ['cluster'], cluster: spec.cluster }] : []),
    ...Object.entries(spec.clusters ?? {}).map(([name, cluster]) => ({ field: ['clusters', name], cluster })),
  ];
  return [
    ...(spec.cluster && spec.clusters
      ? [
          contradiction(environment, ['argocd', 'clusters'], {
            message: `${environment.name} is applied to one cluster, and to several.`,
            fix: 'Keep one of cluster and clusters.',
          }),
        ]
      : []),
    ...(spec.clusters && Object.keys(spec.clusters).length === 0
      ? [
          contradiction(environment, ['argocd', 'clusters'], {
            message: `${environment.name} is applied to several clusters, and none of them is named.`,
            fix: 'Name them, or take clusters away.',
          }),
        ]
      : []),
    ...Object.keys(spec.clusters ?? {})
      .filter((name) => !isDnsSubdomain(name))
      .map((name) =>
        contradiction(environment, ['argocd', 'clusters', name], {
          message: `"${name}" cannot be part of the name of an Application.`,
          fix: 'Call it by small letters, digits and dashes; how Argo CD calls it is `name` of it.',
        }),
      ),
    ...named
      .filter(({ cluster: { name, server } }) => name !== undefined && server !== undefined)
      .map(({ field }) =>
        contradiction(environment, ['argocd', ...field], {
          message: 'The cluster is named both by its name and by its server.',
          consequence: 'Argo CD refuses an Application that says both.',
        }),
      ),
  ];
}
