import { groupBy } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import { type Dropped, TrafficModel, builtOf, findTies } from '../../traefik/model';
import type { Cluster, ClusterObject, ObjectFinding, PlacedObject } from './cluster';
import { standIns } from './stand-ins';
import { placesAt, valueAt } from './walk';

/**
 * What Traefik itself would make of the objects of a cluster: routes that it drops, routers that it disables, and
 * routers between which it chooses by chance. It tells what no narrower check has told, so it runs where those
 * have found no error.
 */
export function trafficFindings(cluster: Cluster): ObjectFinding[] {
  const routes = cluster.objects.filter(({ object }) => object.apiVersion.startsWith('traefik.io/'));
  if (routes.length === 0) return [];
  const model = trafficModelOf(cluster);
  const found = model.routes();
  return [
    ...found.dropped.flatMap((dropped) => droppedFinding(cluster, dropped)),
    ...disabledFindings(cluster, model),
    ...rivalryFindings(cluster, model),
    ...tieFindings(cluster, model),
  ];
}

/** What the Traefik of a cluster does with its objects; what is only known to exist is taken to be fit for its use. */
export function trafficModelOf(cluster: Cluster<ClusterObject>): TrafficModel {
  return TrafficModel.from(knownObjects(cluster), {
    traefik: cluster.facts.traefik?.configuration ?? permissiveTraefik(cluster),
    exposedPorts: cluster.facts.traefik?.exposedPorts,
  });
}

/** The objects of a cluster, and others in the place of those that it is said to have. */
export function knownObjects(cluster: Cluster<ClusterObject>): readonly unknown[] {
  return [...cluster.objects.map(({ object }) => object), ...standIns(cluster)];
}

/** A Traefik that has whatever the objects ask for, where nothing is said of the one that will run. */
function permissiveTraefik({ objects }: Cluster<ClusterObject>): object {
  const used = objects.flatMap(({ object }) =>
    placesAt(object, ['spec', 'entryPoints', '*']).map(({ value }) => [object.kind, String(value)] as const),
  );
  const plugins = objects.flatMap(({ object }) => Object.keys(Object(valueAt(object, 'spec', 'plugin'))));
  return {
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
    },
    // Traefik does not start with an empty map of plugins.
    ...(plugins.length > 0 && {
      experimental: {
        plugins: Object.fromEntries(plugins.map((name) => [name, { moduleName: name, version: 'v0.0.0' }])),
      },
    }),
  };
}

function droppedFinding(cluster: Cluster, { object, path, reason }: Dropped): ObjectFinding[] {
  const placed = cluster.made(object.kind, object.namespace, object.name);
  if (!placed) return [];
  return [
    {
      placed,
      rule: 'dropped-by-traefik',
      severity: 'error',
      message: reason,
      field: fieldPath(path),
      consequence: 'Traefik leaves it out and only logs it: requests go to other routes or get 404',
    },
  ];
}

function routersOf(model: TrafficModel) {
  const { runtime } = builtOf(model);
  return [...runtime.routers.values(), ...runtime.tcpRouters.values(), ...runtime.udpRouters.values()];
}

function disabledFindings(cluster: Cluster, model: TrafficModel): ObjectFinding[] {
  return routersOf(model).flatMap(({ name, config, status, errors }): ObjectFinding[] => {
    const placed = placeOf(cluster, config.source);
    if (status !== 'disabled' || !placed) return [];
    return [
      {
        placed,
        rule: 'disabled-by-traefik',
        severity: 'error',
        message: `the router ${name} does not work: ${errors.join('; ')}`,
        field: routeField(config.source),
        consequence: 'Traefik disables it: its requests go to routers of lower priority, or get 404',
      },
    ];
  });
}

/** Routers of one name that several objects make. */
function rivalryFindings(cluster: Cluster, model: TrafficModel): ObjectFinding[] {
  return routersOf(model).flatMap(({ name, config: { source, rivals = [] } }): ObjectFinding[] => {
    const placed = placeOf(cluster, source);
    if (rivals.length === 0 || !placed) return [];
    const others = rivals.map((rival) => `${rival.kind} ${rival.namespace}/${rival.name}`);
    return [
      {
        placed,
        rule: 'shared-router-name',
        severity: 'error',
        message: `it makes a router ${name}, and so does ${others.join(' and ')}`,
        field: routeField(source),
        consequence: 'Traefik keeps one of them by chance, anew at each reload and in each replica',
        fix: 'rename one of the objects so that namespace and name, joined by "-", differ',
      },
    ];
  });
}

function tieFindings(cluster: Cluster, model: TrafficModel): ObjectFinding[] {
  const { routers, tcpRouters } = builtOf(model).runtime;
  const { ties, undecided } = findTies(model);
  const sourceOf = (router: string) => (routers.get(router) ?? tcpRouters.get(router))?.config.source;
  const found = ties.flatMap(({ routers: [first, second], request }): ObjectFinding[] => {
    const source = sourceOf(second);
    const placed = placeOf(cluster, source);
    if (!placed) return [];
    const headers = Object.entries(request.headers ?? {}).map(
      ([name, value]) => ` -H '${name}: ${String(value)}'`,
    );
    const isHttp = request.url.startsWith('http');
    const shown = isHttp ? `${request.method} ${request.url}${headers.join('')}` : request.url;
    return [
      {
        placed,
        rule: 'ambiguous-priority',
        severity: 'error',
        message: `${first} and ${second} both match ${shown}, with the same priority`,
        field: [...routeField(source), 'priority'],
        consequence: 'Traefik chooses by chance, anew at each reload and in each replica',
        fix: 'give one of them a priority of its own',
      },
    ];
  });
  const open = [...groupBy(undecided, ([, second]) => second)].flatMap(([router, pairs]): ObjectFinding[] => {
    const source = sourceOf(router);
    const placed = placeOf(cluster, source);
    if (!placed) return [];
    const [[first] = [], ...others] = pairs;
    const further = others.length === 0 ? '' : ` and ${others.length} more`;
    return [
      {
        placed,
        rule: 'undecided-priority',
        severity: 'warning',
        message: `${router} has the same priority as ${first}${further}, and whether a request matches both cannot be decided`,
        field: [...routeField(source), 'priority'],
        consequence: 'if one does, Traefik chooses by chance, anew at each reload and in each replica',
        fix: 'give it a priority of its own, or write the rules in the v3 syntax',
      },
    ];
  });
  return [...found, ...open];
}

interface Source {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly route: number;
}

function placeOf(cluster: Cluster, source: Source | undefined): PlacedObject | undefined {
  return source && cluster.made(source.kind, source.namespace, source.name);
}

function routeField(source: Source | undefined): FieldPath {
  return source ? ['spec', 'routes', source.route] : [];
}

/** `spec.routes[0].services[1]` as a path. */
function fieldPath(text: string): FieldPath {
  return [...text.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
}
