import { quoteMeta } from '../../core/base';
import type { ReleaseGates } from './spec';

/** A question to Prometheus, and what its answer must be. */
export interface GateQuery {
  readonly name: string;
  readonly promql: string;
  /** A comparison: `<= 0.01`. */
  readonly threshold: string;
}

/** What is waited for before the step after. */
export interface Gate {
  readonly queries: readonly GateQuery[];
  readonly bake: string;
  readonly minRequests: number;
}

/** What the queries of a gate ask about. */
export interface GateSubject {
  /** What Traefik's metrics call the load balancers of the next version. */
  readonly services: readonly string[];
  /** Range that is looked back, as PromQL has it: that of the step, or a template of who asks. */
  readonly window: string;
  readonly minRequests: number;
  /** The HorizontalPodAutoscaler of the next version. */
  readonly autoscaler: { readonly namespace?: string; readonly name: string };
}

/**
 * What Prometheus is asked of the next version.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/observability/metrics/
 */
export function gateQueries(
  { errorRatio, p99, saturation }: ReleaseGates,
  { services, window, minRequests, autoscaler }: GateSubject,
): readonly GateQuery[] {
  const named = `service=~${JSON.stringify(services.map(quoteMeta).join('|'))}`;
  const asked = (code = ''): string => `sum(increase(${series.requests}{${named}${code}}[${window}]))`;
  return [
    ...(minRequests > 0 ? [{ name: 'requests', promql: asked(), threshold: `>= ${minRequests}` }] : []),
    ...(errorRatio === false || errorRatio === undefined
      ? []
      : [
          {
            name: 'error-ratio',
            // Without any error there is no such series.
            promql: `(${asked(',code=~"5.."')} or vector(0)) / ${asked()}`,
            threshold: `<= ${errorRatio}`,
          },
        ]),
    ...(p99 === false || p99 === undefined
      ? []
      : [
          {
            name: 'p99',
            promql: `histogram_quantile(0.99, sum by (le) (rate(${series.durations}{${named}}[${window}])))`,
            threshold: `<= ${secondsOf(p99)}`,
          },
        ]),
    ...(saturation === false || saturation === undefined ? [] : [saturationQuery(autoscaler, saturation)]),
  ];
}

const series = {
  requests: 'traefik_service_requests_total',
  durations: 'traefik_service_request_duration_seconds_bucket',
};

function saturationQuery(
  { namespace = 'default', name }: GateSubject['autoscaler'],
  most: number,
): GateQuery {
  const labels = `{namespace=${JSON.stringify(namespace)},horizontalpodautoscaler=${JSON.stringify(name)}}`;
  return {
    name: 'saturation',
    promql: `max(kube_horizontalpodautoscaler_status_current_replicas${labels}) / max(kube_horizontalpodautoscaler_spec_max_replicas${labels})`,
    threshold: `<= ${most}`,
  };
}

function secondsOf(duration: string): number {
  return duration.endsWith('ms') ? Number(duration.slice(0, -2)) / 1000 : Number(duration.slice(0, -1));
}
