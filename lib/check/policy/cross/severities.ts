import type { RuleId } from '../../../core/finding';
import type { Severities } from '../profile';

/** How much rules over several objects weigh: they are of the catalogue, and emitted nowhere. */
export const crossSeverities: Readonly<Partial<Record<RuleId, Severities>>> = {
  'single-replica': { dev: 'off', staging: 'info', prod: 'warning' },
  'no-disruption-budget': { dev: 'off', staging: 'warning', prod: 'error' },
  'no-network-policy': { dev: 'warning', staging: 'error', prod: 'error' },
  'unknown-service-account': { dev: 'info', staging: 'warning', prod: 'warning' },
  'budget-beyond-pods': { dev: 'warning', staging: 'error', prod: 'error' },
  'dangling-monitor': { dev: 'warning', staging: 'error', prod: 'error' },
  'unprovable-wildcard': { dev: 'warning', staging: 'error', prod: 'error' },
  'probe-behind-route': { dev: 'off', staging: 'info', prod: 'info' },
  'reached-admin-path': { dev: 'info', staging: 'warning', prod: 'warning' },
  'plain-http-route': { dev: 'off', staging: 'info', prod: 'warning' },
  'unguarded-route': { dev: 'off', staging: 'info', prod: 'warning' },
  'buffered-grpc': { dev: 'warning', staging: 'error', prod: 'error' },
  'dangling-autoscaler': { dev: 'error', staging: 'error', prod: 'error' },
};
