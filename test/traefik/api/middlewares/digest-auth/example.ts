import type { DigestAuth } from '../../../../../lib/traefik/api/spec';

export const example: DigestAuth = { secret: 'users' };
