import type { PlacedObject } from '../../../core/manifest';
import type { TrafficModel } from '../../../traefik/model';
import type { KnownObject } from '../../cluster';
import { wildcardFindings } from './certificates';
import type { CrossFinding } from './cross-finding';
import { monitorFindings } from './monitors';
import { placesOf } from './places';
import { podFindings } from './pods';
import { reachedFindings } from './reached';
import { routeFindings } from './routes';
import { workloadFindings } from './workloads';

export interface CrossOptions {
  /** Objects that the cluster has besides. @default none */
  readonly existing?: readonly KnownObject[];
  /** What Traefik does with the objects; undefined where it would not start. @default nothing is said of traffic */
  readonly traffic?: () => TrafficModel | undefined;
}

/** What one object alone cannot tell; no admission policy can ask it. */
export function crossFindings(
  objects: readonly PlacedObject[],
  { traffic, existing = [] }: CrossOptions = {},
): readonly CrossFinding[] {
  return [
    ...workloadFindings(objects),
    ...podFindings(objects, existing),
    ...monitorFindings(objects),
    ...wildcardFindings(objects),
    ...(traffic && hasRoutes(objects) ? trafficFindings(objects, traffic()) : []),
  ];
}

function trafficFindings(
  objects: readonly PlacedObject[],
  model: TrafficModel | undefined,
): readonly CrossFinding[] {
  if (!model) return [];
  const routers = model.listedRouters().filter(({ protocol, object }) => protocol === 'http' && object);
  const tellAt = placesOf(objects, model);
  return onceEach([
    ...routeFindings(model, routers, tellAt),
    ...reachedFindings(objects, model, routers, tellAt),
  ]);
}

/** Several routers of one route are told of once. */
function onceEach(findings: readonly CrossFinding[]): readonly CrossFinding[] {
  const seen = new Map<PlacedObject, Set<string>>();
  return findings.filter(({ placed, finding }) => {
    const known = seen.get(placed) ?? new Set();
    seen.set(placed, known);
    const key = JSON.stringify([finding.rule, finding.field, finding.message]);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

const routeKinds: ReadonlySet<string> = new Set([
  'IngressRoute',
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'Container',
]);

function hasRoutes(objects: readonly PlacedObject[]): boolean {
  return objects.some(({ object }) => routeKinds.has(object.kind));
}
