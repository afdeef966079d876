import type { Buffering } from '../../../../../lib/traefik/api/spec';

export const example: Buffering = {
  maxRequestBodyBytes: 1048576,
  retryExpression: 'IsNetworkError() && Attempts() < 2',
};
