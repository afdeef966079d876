import { isEqual, oncePer, own } from '../../core/base';
import type { PlacedObject } from '../../core/manifest';
import { type Locate, TrafficModel, type TrafficModelOptions, areReadAlike } from '../../traefik/model';
import type { Inventory } from './inventory';
import { standIns } from './stand-ins';
import { valuesAt } from './walk';

/** What the Traefik of a cluster does with its objects; what is only known to exist is taken to be fit for its use. */
export function trafficModelOf(inventory: Inventory): TrafficModel {
  return modelOf(inventory);
}

/** The same, which knows where its objects were written; whoever asks about the same inventory has the same model. */
export const placedTrafficModelOf = oncePer((inventory: Inventory): TrafficModel => {
  const places = new Map<unknown, PlacedObject>(inventory.given.map((placed) => [placed.object, placed]));
  return modelOf(inventory, (object, path) => places.get(object)?.locate(path));
});

/**
 * Models of states of one cluster, as the steps of a release are. States between which only pods change have one model, so
 * that what was found of it holds of all of them.
 */
export function modelsOfStates(): (inventory: Inventory) => TrafficModel {
  const made: { readonly input: Input; readonly model: TrafficModel }[] = [];
  return (inventory) => {
    const input = inputOf(inventory);
    const known = made.find((one) => isReadAlike(one.input, input));
    if (known) return known.model;
    const model = TrafficModel.from(input.objects, input.options);
    made.push({ input, model });
    return model;
  };
}

function modelOf(inventory: Inventory, locate?: Locate): TrafficModel {
  const { objects, options } = inputOf(inventory);
  return TrafficModel.from(objects, { ...options, locate });
}

interface Input {
  readonly objects: readonly unknown[];
  readonly options: TrafficModelOptions;
}

function inputOf(inventory: Inventory): Input {
  const { version, isOfChart = false, configuration, exposedPorts } = inventory.facts.traefik ?? {};
  return {
    objects: knownObjects(inventory),
    options: {
      ...(!isOfChart && { traefik: configuration ?? permissiveTraefik(inventory) }),
      traefikVersion: version,
      exposedPorts,
    },
  };
}

function isReadAlike(one: Input, other: Input): boolean {
  return isEqual(one.options, other.options) && areReadAlike(one.objects, other.objects);
}

/** The objects of a cluster, and others in the place of those that it is said to have. The model tells what is refused. */
function knownObjects(inventory: Inventory): readonly unknown[] {
  return [...inventory.given.map(({ object }) => object), ...standIns(inventory)];
}

/** A Traefik that has whatever the objects ask for, where nothing is said of the one that will run. */
function permissiveTraefik({ objects }: Inventory): object {
  const used: (readonly [kind: string, name: string])[] = [];
  const plugins: string[] = [];
  for (const { kind, spec } of objects.map(({ object }) => object)) {
    if (own(spec, 'entryPoints') !== undefined) {
      for (const name of valuesAt(spec, ['entryPoints', '*'])) used.push([kind, String(name)]);
    }
    const named = own(spec, 'plugin');
    if (named !== undefined) plugins.push(...Object.keys(Object(named)));
  }
  return {
    api: {},
    entryPoints: {
      web: { address: ':80' },
      websecure: { address: ':443', http: { tls: {} } },
      ...Object.fromEntries(
        used
          .filter(([, name]) => name !== 'web' && name !== 'websecure')
          .map(([kind, name], index) => [
            name,
            { address: `:${10_000 + index}${kind === 'IngressRouteUDP' ? '/udp' : ''}` },
          ]),
      ),
    },
    providers: {
      kubernetesCRD: { allowCrossNamespace: true, allowEmptyServices: true, allowExternalNameServices: true },
      kubernetesIngress: { allowEmptyServices: true, allowExternalNameServices: true },
    },
    // Traefik does not start with an empty map of plugins.
    ...(plugins.length > 0 && {
      experimental: {
        plugins: Object.fromEntries(plugins.map((name) => [name, { moduleName: name, version: 'v0.0.0' }])),
      },
    }),
  };
}
