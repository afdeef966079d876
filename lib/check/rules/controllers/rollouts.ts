import { asList, isPlainMap, valueAt, valueText } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { PlacedObject } from '../../../core/manifest';
import type { Inventory } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

/** A Rollout of Argo Rollouts that shares requests out by Traefik, and what it names. */
interface TraefikRollout {
  readonly placed: PlacedObject;
  /** Its `spec.strategy.canary`. */
  readonly canary: unknown;
  readonly name: string;
  /** The TraefikService whose weights it writes, where that is among the objects. */
  readonly traefikService: PlacedObject | undefined;
}

function rollouts(inventory: Inventory): readonly TraefikRollout[] {
  return inventory.ofGroup('argoproj.io').flatMap((placed): readonly TraefikRollout[] => {
    const { kind, metadata, spec } = placed.object;
    const canary = valueAt(spec, 'strategy', 'canary');
    const name = valueAt(canary, 'trafficRouting', 'traefik', 'weightedTraefikServiceName');
    if (kind !== 'Rollout' || typeof name !== 'string') return [];
    const traefikService = inventory.made('TraefikService', metadata.namespace, name);
    return [{ placed, canary, name, traefikService }];
  });
}

/** Labels that change with each release of a chart or each commit. */
const volatile = ['helm.sh/chart', 'app.kubernetes.io/version'];

/**
 * What a manifest says of the TraefikService of a Rollout that undoes the weights: the weights themselves, and what
 * makes a sync write it anew. In a dump of a cluster they are Argo's own.
 */
export const writtenByRollouts: ObjectCheck = (inventory) =>
  rollouts(inventory).flatMap(({ placed: rollout, traefikService: placed }): readonly ObjectFinding[] => {
    if (!placed || valueAt(placed.object, 'metadata', 'uid') !== undefined) return [];
    const { name } = placed.object.metadata;
    const told = (field: FieldPath, message: string): ObjectFinding => ({
      placed,
      rule: 'written-by-controller',
      message,
      field,
    });
    const weighted = childrenOf(placed).findIndex(
      (child) => isPlainMap(child) && Object.hasOwn(child, 'weight'),
    );
    const labels = { ...placed.object.metadata.labels, ...placed.object.metadata.annotations };
    return [
      ...(weighted < 0
        ? []
        : [
            told(
              ['spec', 'weighted', 'services', weighted, 'weight'],
              `Rollout "${rollout.object.metadata.name}" writes the weights of TraefikService "${name}".`,
            ),
          ]),
      ...volatile
        .filter((label) => Object.hasOwn(labels, label))
        .map((label) =>
          told(
            ['metadata', 'labels', label],
            `${label} changes with each release, and TraefikService "${name}" is written anew with it, without the weights of Rollout "${rollout.object.metadata.name}".`,
          ),
        ),
    ];
  });

/** What a Rollout asks of Argo Rollouts that it does not do by Traefik. */
export const rolloutsCannot: ObjectCheck = (inventory) =>
  rollouts(inventory).flatMap(({ placed, canary, name, traefikService }): readonly ObjectFinding[] => {
    const at = ['spec', 'strategy', 'canary'];
    const told = (field: FieldPath, message: string): ObjectFinding => ({
      placed,
      rule: 'controller-cannot',
      message,
      field: [...at, ...field],
    });
    const steps = valueAt(canary, 'steps');
    const unknown = asList(steps).flatMap((step: unknown, index) =>
      Object.entries(ofOthers)
        .filter(([kind]) => isPlainMap(step) && Object.hasOwn(step, kind))
        .map(([kind, what]) => told(['steps', index, kind], `Argo Rollouts ${what} by Traefik.`)),
    );
    const names = traefikService && childrenOf(traefikService).map((child) => valueAt(child, 'name'));
    const missing = ['stableService', 'canaryService'].filter(
      (field) => names && !names.includes(valueAt(canary, field)),
    );
    return [
      ...unknown,
      ...missing.map((field) =>
        told(
          [field],
          `TraefikService "${name}" does not lead to ${valueText(valueAt(canary, field))}: Argo Rollouts changes weights that are there, and adds none.`,
        ),
      ),
    ];
  });

const ofOthers: Readonly<Record<string, string>> = {
  setHeaderRoute: 'makes no routes by header',
  setMirrorRoute: 'mirrors nothing',
};

/** Applications of Argo CD that would write the weights of Rollouts back. */
export const undoneByArgo: ObjectCheck = (inventory) => {
  if (rollouts(inventory).length === 0) return [];
  return inventory.ofGroup('argoproj.io').flatMap((placed): readonly ObjectFinding[] => {
    const { kind, spec } = placed.object;
    if (kind !== 'Application') return [];
    const ignored = valueAt(spec, 'ignoreDifferences');
    const options = valueAt(spec, 'syncPolicy', 'syncOptions');
    const isIgnored =
      Array.isArray(ignored) && ignored.some((one) => valueAt(one, 'kind') === 'TraefikService');
    const isRespected = Array.isArray(options) && options.includes('RespectIgnoreDifferences=true');
    if (isIgnored && isRespected) return [];
    const field = isIgnored ? ['spec', 'syncPolicy', 'syncOptions'] : ['spec', 'ignoreDifferences'];
    const message = isIgnored
      ? 'The Application compares without the weights of TraefikServices, and still writes them with each sync.'
      : 'The Application compares the weights of TraefikServices with those of Git.';
    return [{ placed, rule: 'undone-by-sync', message, field }];
  });
};

function childrenOf({ object }: PlacedObject): readonly unknown[] {
  const services = valueAt(object, 'spec', 'weighted', 'services');
  return asList(services);
}
