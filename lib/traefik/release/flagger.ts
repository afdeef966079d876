import type { ApiObjectData } from '../../core/manifest';
import type { Course } from './course';
import { wholeDuration } from './durations';
import { type GateQuery, gateQueries } from './queries';

/** What the objects of a controller need to know of a service. */
export interface ControlledService {
  readonly name: string;
  readonly namespace?: string;
  /** Name of the Service of the next version. */
  readonly next: string;
  /** The port that routes lead to. */
  readonly port: { readonly name: string; readonly number: number };
  /** Whether its Service has further ports. */
  readonly hasOtherPorts: boolean;
  /** Whether it has a HorizontalPodAutoscaler of its own name. */
  readonly isScaled: boolean;
}

/** How often a gate may say no, one bake time apart, before Flagger gives a release up. */
const threshold = 5;

/**
 * What a person owns beside the Deployment and the routes for Flagger to carry a release out: the Canary, and what its
 * gates ask.
 *
 * @see https://docs.flagger.app/tutorials/traefik-progressive-delivery
 */
export function flaggerObjects(course: Course, service: ControlledService): readonly ApiObjectData[] {
  const { name, namespace, next, port, hasOtherPorts, isScaled } = service;
  const interval = wholeDuration(course.bake);
  const queries = gateQueries(course.gates, {
    services: [`${namespace ?? 'default'}-${next}-${port.number}@kubernetescrd`],
    // Flagger puts the interval of the metric in its place.
    window: '{{ interval }}',
    minRequests: course.minRequests,
    autoscaler: { namespace, name },
  });
  const metadata = (own: string): ApiObjectData['metadata'] => ({
    name: own,
    ...(namespace !== undefined && { namespace }),
  });
  const templates = queries.map((query) => ({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'MetricTemplate',
    metadata: metadata(`${name}-${query.name}`),
    spec: { provider: { type: 'prometheus', address: course.gates.prometheus }, query: query.promql },
  }));
  const canary = {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: metadata(name),
    spec: {
      provider: 'traefik',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      ...(isScaled && {
        autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name },
      }),
      service: {
        port: port.number,
        portName: port.name,
        targetPort: port.name,
        ...(hasOtherPorts && { portDiscovery: true }),
      },
      analysis: {
        interval,
        threshold,
        stepWeights: course.shares.map(({ weight }) => weight),
        metrics: queries.map((query) => ({
          name: `${name}-${query.name}`,
          interval,
          templateRef: { name: `${name}-${query.name}` },
          thresholdRange: rangeOf(query),
        })),
      },
    },
  };
  return [canary, ...templates];
}

function rangeOf({ threshold: bound }: GateQuery): object {
  const [, sign, number] = /^([<>])= (.+)$/.exec(bound) ?? [];
  return { [sign === '<' ? 'max' : 'min']: Number(number) };
}
