import type { Finding } from '../../construct';
import type { ServiceModel } from '../model';
import type { KnownService, ServiceRegistry } from '../registry';

/** Everything that is wrong with a service. */
export function checkService(
  _model: ServiceModel,
  _self: KnownService,
  _registry: ServiceRegistry,
): readonly Finding[] {
  return [];
}
