import { podMakerOf } from '../../../core/kubernetes';
import { graphOf, idOf, targetOf } from '../../../check/graph';
import { inventoryOf, placedTrafficModelOf, writtenSecret } from '../../../check/cluster';
import type { ApiObjectData } from '../../../core/manifest';
import type { DeliveredEnvironment } from '../delivery';

/** A thing by which Karmada is told to take it along. */
export interface Selected {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A thing and the names of the workloads that do not work without it. */
export interface Needed {
  readonly selected: Selected;
  /** Absent for a Secret or ConfigMap that is declared to exist. */
  readonly object?: ApiObjectData;
  readonly by: ReadonlySet<string>;
}

/**
 * What each workload of an environment needs: what refers to it (Services, routes, budgets, autoscalers), and all that
 * these and it refer to, down to the Certificates that write Secrets. Karmada's own `propagateDeps` follows no reference
 * of Traefik's objects. Namespaces are left out: Karmada makes them in every cluster by itself.
 */
export function needsOf({ objects, facts }: DeliveredEnvironment): readonly Needed[] {
  const model = placedTrafficModelOf(inventoryOf(objects, facts));
  const { nodes, edges } = graphOf(objects, facts, model);
  const plain = objects.map(({ object }) => object);
  const idsOf = new Map(plain.map((object) => [object, idOf(targetOf(object))]));
  const workloads = plain.filter(podMakerOf);
  const isRunning = new Set(workloads.map((object) => idsOf.get(object)));
  const onwards = new Map<string, string[]>();
  const back = new Map<string, string[]>();
  const connect = (from: string, to: string): void => {
    onwards.set(from, [...(onwards.get(from) ?? []), to]);
    back.set(to, [...(back.get(to) ?? []), from]);
  };
  const writers = new Set(
    plain.filter((object) => writtenSecret(object) !== undefined).map((one) => idsOf.get(one)),
  );
  for (const { from, to } of edges) {
    // Who needs a Secret needs what writes it.
    if (writers.has(from) && to.startsWith('Secret ')) connect(to, from);
    else connect(from, to);
  }
  const by = new Map<string, Set<string>>();
  for (const workload of workloads) {
    const id = idsOf.get(workload) ?? '';
    const users = reached([id], back, () => true);
    const needed = reached(users, onwards, (other) => !isRunning.has(other));
    for (const one of needed) by.set(one, (by.get(one) ?? new Set()).add(workload.metadata.name));
  }
  const declared = nodes.filter(({ state, id }) => state === 'declared' && /^(?:Secret|ConfigMap) /.test(id));
  return [
    ...plain
      .filter(({ apiVersion, kind }) => !(apiVersion === 'v1' && kind === 'Namespace'))
      .map((object): Needed => {
        const { apiVersion, kind, metadata } = object;
        const { namespace } = targetOf(object);
        return {
          selected: { apiVersion, kind, ...(namespace !== null && { namespace }), name: metadata.name },
          object,
          by: by.get(idsOf.get(object) ?? '') ?? new Set(),
        };
      }),
    ...declared.map(({ id, kind, namespace, name }): Needed => {
      const selected = { apiVersion: 'v1', kind, ...(namespace !== null && { namespace }), name };
      return { selected, by: by.get(id) ?? new Set() };
    }),
  ];
}

/** All that can be reached, with what it begins at. */
function reached(
  begin: Iterable<string>,
  ways: ReadonlyMap<string, readonly string[]>,
  isTaken: (id: string) => boolean,
): ReadonlySet<string> {
  const found = new Set(begin);
  // A set is walked in the order in which it grows.
  for (const id of found) for (const next of ways.get(id) ?? []) if (isTaken(next)) found.add(next);
  return found;
}
