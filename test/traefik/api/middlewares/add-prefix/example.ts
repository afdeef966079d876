import type { AddPrefix } from '../../../../../lib/traefik/api/spec';

export const example: AddPrefix = { prefix: '/api' };
