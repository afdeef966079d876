import type { ApiObjectData } from '../../core/manifest';
import { groupOf, objectKey } from '../../core/manifest';
import type { ReleaseStep } from '../../traefik/release';

/**
 * What to run to go from one step to another: `kubectl apply` removes nothing by itself. Nothing for a step that a
 * controller takes.
 */
export function commandsTo(folder: string, from: ReleaseStep, to: ReleaseStep): readonly string[] {
  if (to.by !== 'person') return [];
  const kept = new Set(to.objects.map((object) => objectKey(object)));
  const gone = from.objects.filter((object) => !kept.has(objectKey(object)));
  return [`kubectl apply -f ${folder}/${to.id}`, ...gone.map(deleteCommand)];
}

function deleteCommand({ apiVersion, kind, metadata: { name, namespace } }: ApiObjectData): string {
  const group = groupOf(apiVersion);
  const type = `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`;
  return `kubectl delete ${type} ${name}${namespace === undefined ? '' : ` --namespace ${namespace}`}`;
}
