import type { FieldPath } from '../../../core/finding';
import { type SpecFault, refused } from '../check/fault';
import { list, pointerString, struct } from '../read';

/** Reads where the certificates of authorities lie. */
export const rootCAs = list(struct({ secret: pointerString, configMap: pointerString }), {});

/** The faults of where the certificates of authorities lie. */
export function rootCAFaults(rootCAs: readonly object[] | undefined, field: FieldPath): readonly SpecFault[] {
  return (rootCAs ?? []).flatMap((rootCA, index): readonly SpecFault[] => {
    const sources = Object.keys(rootCA);
    if (sources.length === 1) return [];
    const [message, consequence] =
      sources.length === 0
        ? ['The authority names neither a Secret nor a ConfigMap.', 'Traefik does not trust it.']
        : ['The authority names a Secret and a ConfigMap.', 'The API server refuses the object.'];
    const fix = 'Give either "secret" or "configMap".';
    return [refused('unfit-servers-transport', [...field, index], { message, consequence, fix })];
  });
}
