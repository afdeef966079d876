import { groupBy, oncePer } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import { type TrafficModel, builtOf } from '../../traefik/model';
import { objectKey } from './references';

/** The time series of Traefik's Prometheus metrics that speak of something, as selectors of PromQL. */
export interface Metrics {
  ofEntryPoint(name: string): readonly string[];
  /** Of a route, its routers; of a Service, the services that Traefik makes of it. */
  ofObject(object: ApiObjectData): readonly string[];
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
    ({ object }) => objectKey(object ?? undefined),
  );
  const loadBalancers = groupBy(
    [...services].filter(([, { config }]) => config.loadBalancer),
    ([, { config }]) => config.backend?.service ?? '',
  );
  return {
    ofEntryPoint: (entrypoint) =>
      statics.entryPoints.get(entrypoint)?.protocol === 'udp' ? [] : selectors('entrypoint', { entrypoint }),
    ofObject: ({ apiVersion, kind, metadata: { namespace = 'default', name } }) => [
      ...(routers.get(objectKey({ kind, namespace, name })) ?? []).flatMap(({ name: router, service }) =>
        selectors('router', { router, service }),
      ),
      ...(apiVersion === 'v1' && kind === 'Service'
        ? (loadBalancers.get(`${namespace}/${name}`) ?? []).flatMap(([service]) =>
            selectors('service', { service }),
          )
        : []),
    ],
  };
}

function selectors(subject: string, labels: Readonly<Record<string, string>>): readonly string[] {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return series.map((name) => `traefik_${subject}_${name}{${pairs.join(',')}}`);
}
