import type { ReleaseDeclaration, ReleaseStep } from '../../traefik/release';
import { type TrafficModel, builtOf } from '../../traefik/model';
import { serviceKey } from './uses';

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

/**
 * The gate of a step: what Traefik measures of the next version, by the names that Traefik gives it. Null where no
 * request reaches the next version.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/observability/metrics/
 */
export function gateOf(step: ReleaseStep, declaration: ReleaseDeclaration, model: TrafficModel): Gate | null {
  const { share } = step;
  if (!share) return null;
  const services = metricNames(model, serviceKey(declaration.namespace, declaration.next));
  // Traefik measures no connections of TCP and UDP by service.
  if (services.length === 0) return { queries: [], bake: share.bake, minRequests: 0 };
  const { bake, minRequests } = share;
  const { errorRatio, p99, saturation } = declaration.course.gates;
  const asked = (metric: string, code = ''): string =>
    `sum(increase(${metric}{service=~${JSON.stringify(services.map(quoted).join('|'))}${code}}[${bake}]))`;
  const requests = asked(series.requests);
  const queries: readonly GateQuery[] = [
    ...(minRequests > 0 ? [{ name: 'requests', promql: requests, threshold: `>= ${minRequests}` }] : []),
    ...(errorRatio === false
      ? []
      : [
          {
            name: 'error-ratio',
            // Without any error there is no such series.
            promql: `(${asked(series.requests, ',code=~"5.."')} or vector(0)) / ${requests}`,
            threshold: `<= ${errorRatio}`,
          },
        ]),
    ...(p99 === false
      ? []
      : [
          {
            name: 'p99',
            promql: `histogram_quantile(0.99, sum by (le) (rate(${series.durations}{service=~${JSON.stringify(services.map(quoted).join('|'))}}[${bake}])))`,
            threshold: `<= ${secondsOf(p99)}`,
          },
        ]),
    ...(saturation === false ? [] : [saturationQuery(declaration, saturation)]),
  ];
  return { queries, bake, minRequests };
}

const series = {
  requests: 'traefik_service_requests_total',
  durations: 'traefik_service_request_duration_seconds_bucket',
};

/** What Traefik's metrics call the load balancers of a Service. */
function metricNames(model: TrafficModel, key: string): readonly string[] {
  return [...builtOf(model).runtime.services].flatMap(([name, { config }]) =>
    config.loadBalancer && config.backend?.service === key ? [name] : [],
  );
}

/** A name as a regular expression of PromQL, which is anchored. */
function quoted(name: string): string {
  return name.replaceAll(/[.+*?()|[\]{}^$\\]/g, '\\$&');
}

function saturationQuery({ namespace = 'default', next }: ReleaseDeclaration, most: number): GateQuery {
  const labels = `{namespace=${JSON.stringify(namespace)},horizontalpodautoscaler=${JSON.stringify(next)}}`;
  return {
    name: 'saturation',
    promql: `max(kube_horizontalpodautoscaler_status_current_replicas${labels}) / max(kube_horizontalpodautoscaler_spec_max_replicas${labels})`,
    threshold: `<= ${most}`,
  };
}

function secondsOf(duration: string): number {
  return duration.endsWith('ms') ? Number(duration.slice(0, -2)) / 1000 : Number(duration.slice(0, -1));
}
