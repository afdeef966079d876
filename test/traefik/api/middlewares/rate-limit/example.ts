import type { RateLimit } from '../../../../../lib/traefik/api/spec';

export const example: RateLimit = { average: 50, burst: 100, period: '1s' };
