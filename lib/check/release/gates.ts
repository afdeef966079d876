import { type Gate, type ReleaseDeclaration, type ReleaseStep, gateQueries } from '../../traefik/release';
import { type TrafficModel, builtOf } from '../../traefik/model';
import { serviceKey } from './uses';

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
