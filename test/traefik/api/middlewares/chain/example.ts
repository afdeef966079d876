import type { Chain } from '../../../../../lib/traefik/api/spec';

export const example: Chain = { middlewares: [{ name: 'auth' }, { name: 'limit', namespace: 'edge' }] };
