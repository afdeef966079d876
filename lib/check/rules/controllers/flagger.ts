import { isPlainMap, valueAt } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import { type FlaggerCanary, type Inventory, canariesOf, stringAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

/** Canaries for which Flagger shares requests out by Traefik. */
function canaries({ objects }: Inventory): readonly FlaggerCanary[] {
  return canariesOf(objects).filter(({ provider }) => provider === 'traefik');
}

/** What a manifest has that Flagger makes and writes by itself; a dump of a cluster has it, and knows it by its uid. */
export const writtenByFlagger: ObjectCheck = (inventory) =>
  canaries(inventory).flatMap(({ namespace, apex, target }) => {
    const services = [apex, `${apex}-primary`, `${apex}-canary`].map((name) => ['Service', name] as const);
    const made = [
      ...services,
      ['TraefikService', apex] as const,
      ['Deployment', `${target}-primary`] as const,
    ];
    return made.flatMap(([kind, name]): readonly ObjectFinding[] => {
      const placed = inventory.objects.find(
        ({ object }) =>
          object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace,
      );
      if (!placed || valueAt(placed.object, 'metadata', 'uid') !== undefined) return [];
      const message = `Flagger makes ${kind} "${name}" for the Canary of ${target}, and writes it anew.`;
      return [{ placed, rule: 'written-by-controller', message, field: ['metadata', 'name'] }];
    });
  });

/** What a Canary asks of Flagger that it does not do by Traefik. */
export const flaggerCannot: ObjectCheck = (inventory) =>
  canaries(inventory).flatMap((canary): readonly ObjectFinding[] => {
    const { placed } = canary;
    const { spec } = placed.object;
    const told = (field: FieldPath, message: string): ObjectFinding => ({
      placed,
      rule: 'controller-cannot',
      message,
      field: ['spec', ...field],
    });
    const analysis = valueAt(spec, 'analysis');
    const has = (name: string): boolean => isPlainMap(analysis) && Object.hasOwn(analysis, name);
    return [
      ...Object.entries(ofOthers)
        .filter(([name]) => has(name))
        .map(([name, what]) => told(['analysis', name], `Flagger ${what} by Traefik.`)),
      ...wholeWeights(analysis).map((field) =>
        told(
          ['analysis', ...field],
          'With all requests on the canary Flagger leaves the weight 0 of the primary out, and Traefik reads it as 1.',
        ),
      ),
      ...(stringAt(spec, 'service', 'appProtocol')?.includes('h2c')
        ? [told(['service', 'appProtocol'], 'Flagger writes no scheme: Traefik speaks HTTP/1 to the pods.')]
        : []),
      ...(isSelectable(inventory, canary)
        ? []
        : [
            told(
              ['targetRef', 'name'],
              'The selector of the Deployment has none of the labels app, name and app.kubernetes.io/name.',
            ),
          ]),
    ];
  });

const ofOthers: Readonly<Record<string, string>> = {
  match: 'makes no routes by header or cookie',
  mirror: 'mirrors nothing',
  sessionAffinity: 'keeps no client at its version',
  iterations: 'has no blue/green',
};

/** Weights with which the primary gets none. */
function wholeWeights(analysis: unknown): readonly FieldPath[] {
  const weights = valueAt(analysis, 'stepWeights');
  if (Array.isArray(weights)) {
    const index = weights.findIndex((weight) => Number(weight) >= 100);
    return index < 0 ? [] : [['stepWeights', index]];
  }
  return Number(valueAt(analysis, 'maxWeight')) >= 100 ? [['maxWeight']] : [];
}

/** Whether Flagger finds a label by which it can tell the pods of both versions apart. */
function isSelectable(inventory: Inventory, { namespace, target }: FlaggerCanary): boolean {
  const workload = inventory.objects.find(
    ({ object: { kind, metadata } }) =>
      kind === 'Deployment' && metadata.name === target && metadata.namespace === namespace,
  );
  const labels = valueAt(workload?.object, 'spec', 'selector', 'matchLabels');
  return (
    !workload || ['app', 'name', 'app.kubernetes.io/name'].some((name) => Object.hasOwn(Object(labels), name))
  );
}
