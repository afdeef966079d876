import type { RuleId } from '../../core/finding';
import type { Severities } from './profile';

/** How much rules over several objects weigh: they are of the catalogue, and emitted nowhere. */
export const crossSeverities: Readonly<Partial<Record<RuleId, Severities>>> = {
  'single-replica': { dev: 'off', staging: 'info', prod: 'warning' },
  'no-disruption-budget': { dev: 'off', staging: 'warning', prod: 'error' },
  'no-network-policy': { dev: 'warning', staging: 'error', prod: 'error' },
  'dangling-autoscaler': { dev: 'error', staging: 'error', prod: 'error' },
};
