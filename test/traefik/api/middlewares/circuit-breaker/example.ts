import type { CircuitBreaker } from '../../../../../lib/traefik/api/spec';

export const example: CircuitBreaker = {
  expression: 'NetworkErrorRatio() > 0.3',
  recoveryDuration: '20s',
};
