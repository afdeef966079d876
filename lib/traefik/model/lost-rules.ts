import { leftOutRoutes } from './explain/why';
import type { TrafficModel } from './model';

/** The rules of HTTP routes that take no request because of a mistake: disabled, or dropped by their provider. */
export function lostRules(model: TrafficModel): readonly string[] {
  return leftOutRoutes(model['scene'])
    .filter(({ told, protocol }) => told.status !== 'unread' && protocol === 'http')
    .map(({ told }) => told.rule);
}
