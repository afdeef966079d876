import type { Finding } from '../../core/finding';
import { serviceKey } from '../../core/manifest';
import { type Gate, type ReleaseDeclaration, type ReleaseStep, gateQueries } from '../../traefik/release';
import { type TrafficModel, builtOf } from '../../traefik/model';

/**
 * The gate of a step: what Traefik measures of the next version, by the names that Traefik gives it. Null where no
 * request reaches the next version.
 */
export function gateOf(step: ReleaseStep, declaration: ReleaseDeclaration, model: TrafficModel): Gate | null {
  const { share } = step;
  if (!share) return null;
  const { namespace, next, autoscaler, course } = declaration;
  const services = metricNames(model, serviceKey(namespace, next));
  const { bake, minRequests } = share;
  // Traefik measures no connections of TCP and UDP by service.
  if (services.length === 0) return { queries: [], bake, minRequests: 0 };
  const subject = { services, window: bake, minRequests, autoscaler: { namespace, name: autoscaler } };
  return { queries: gateQueries(course.gates, subject), bake, minRequests };
}

/** What Traefik's metrics call the load balancers of a Service. */
function metricNames(model: TrafficModel, key: string): readonly string[] {
  return [...builtOf(model).runtime.services].flatMap(([name, { config }]) =>
    config.loadBalancer && config.backend?.service === key ? [name] : [],
  );
}

/**
 * Services whose series change their names where one apply goes from one side to another: a Service that a route leads to
 * by itself is called after the rule of the route.
 *
 * @param services those that are asked about, as `namespace/name`
 */
export function seriesFindings(
  before: TrafficModel,
  after: TrafficModel,
  services: ReadonlySet<string>,
): readonly Finding[] {
  return [...services].flatMap((key): readonly Finding[] => {
    const [was, is] = [metricNames(before, key), metricNames(after, key)];
    const gone = was.filter((name) => !is.includes(name));
    const made = is.filter((name) => !was.includes(name));
    if (gone.length === 0 || made.length === 0) return [];
    const message = `The series of Service ${key} change their name in the metrics of Traefik: ${gone.join(', ')} becomes ${made.join(', ')}.`;
    return [{ rule: 'release-series-renamed', message }];
  });
}
