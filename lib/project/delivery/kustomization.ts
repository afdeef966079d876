import { posix } from 'node:path';
import { type ApiObjectData, groupOf } from '../../core/manifest';
import { stringifyYamlValue } from '../../core/yaml';

/** What a folder for kustomize is made of. */
export interface Kustomized {
  /** Files and folders, relative to that of the kustomization. */
  readonly resources: readonly string[];
  /** Objects of these files that are left out. @default none */
  readonly dropped?: readonly ApiObjectData[];
  /** Annotations that objects get beside their own. @default none */
  readonly annotated?: readonly Annotated[];
  /** Objects with fields that are laid over their own. @default none */
  readonly changed?: readonly { readonly object: ApiObjectData; readonly fields: object }[];
}

/** An object, and what it is told beside its own annotations. */
export interface Annotated {
  readonly object: ApiObjectData;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * The text of a kustomization.yaml.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function kustomizationText({
  resources,
  dropped = [],
  annotated = [],
  changed = [],
}: Kustomized): string {
  const patches = [
    ...dropped.map((object) => patched(object, { $patch: 'delete' })),
    ...changed.map(({ object, fields }) => patched(object, fields)),
    ...annotated.map(({ object, annotations }) => patched(object, {}, { annotations })),
  ];
  return stringifyYamlValue({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources,
    ...(patches.length > 0 && { patches }),
  });
}

function patched(
  { apiVersion, kind, metadata: { name, namespace } }: ApiObjectData,
  fields: object,
  metadata: object = {},
): object {
  const named = { name, ...(namespace !== undefined && { namespace }) };
  return {
    target: { group: groupOf(apiVersion), kind, ...named },
    patch: stringifyYamlValue({ ...fields, apiVersion, kind, metadata: { ...named, ...metadata } }),
  };
}

/** The way from a folder to a file of the same project. */
export function wayTo(from: string, file: string): string {
  const way = posix.relative(from, file);
  return way.startsWith('.') ? way : `./${way}`;
}
