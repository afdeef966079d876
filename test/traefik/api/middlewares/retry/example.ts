import type { Retry } from '../../../../../lib/traefik/api/spec';

export const example: Retry = { attempts: 3, initialInterval: '100ms' };
