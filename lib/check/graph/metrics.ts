import { groupBy, oncePer } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import { type TrafficModel, builtOf } from '../../traefik/model';
import { sourceKey } from './references';

/** The time series of Traefik's Prometheus metrics that speak of something, as selectors of PromQL. */
export interface Metrics {
  ofEntryPoint(name: string): readonly string[];
  /** Of a route, its routers; of a Service, the services that Traefik makes of it. */
  ofObject(object: ApiObjectData): readonly string[];
  /** The values that their labels have for an object. */
  namesOf(object: ApiObjectData): MetricNames;
}

/** How metrics call what Traefik makes of an object. */
export interface MetricNames {
  readonly routers: readonly string[];
  readonly services: readonly string[];
}

/** What there is for each entry point, HTTP router and load balancer. */
const series = [
  'requests_total',
  'request_duration_seconds_bucket',
  'requests_bytes_total',
  'responses_bytes_total',
];

/**
 * What the metrics call the parts of a model. Series of routers are there where `addRoutersLabels` is on; those of TCP
 * and UDP routers never are.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/observability/metrics/
 */
export const metricsOf = oncePer(collect);

function collect(model: TrafficModel): Metrics {
  const { services, statics } = builtOf(model).runtime;
  const routers = groupBy(
    model.listedRouters().filter(({ protocol }) => protocol === 'http'),
    ({ object }) => sourceKey(object ?? undefined),
  );
  const loadBalancers = groupBy(
    [...services].filter(([, { config }]) => config.loadBalancer),
    ([, { config }]) => config.backend?.service ?? '',
  );
  const routersOf = ({ kind, metadata: { namespace = 'default', name } }: ApiObjectData) =>
    routers.get(sourceKey({ kind, namespace, name })) ?? [];
  const servicesOf = ({ apiVersion, kind, metadata: { namespace = 'default', name } }: ApiObjectData) =>
    apiVersion === 'v1' && kind === 'Service' ? (loadBalancers.get(`${namespace}/${name}`) ?? []) : [];
  return {
    ofEntryPoint: (entrypoint) =>
      statics.entryPoints.get(entrypoint)?.protocol === 'udp' ? [] : selectors('entrypoint', { entrypoint }),
    ofObject: (object) => [
      ...routersOf(object).flatMap(({ name: router, service }) => selectors('router', { router, service })),
      ...servicesOf(object).flatMap(([service]) => selectors('service', { service })),
    ],
    namesOf: (object) => ({
      routers: routersOf(object).map(({ name }) => name),
      services: servicesOf(object).map(([name]) => name),
    }),
  };
}

function selectors(subject: string, labels: Readonly<Record<string, string>>): readonly string[] {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return series.map((name) => `traefik_${subject}_${name}{${pairs.join(',')}}`);
}
