import type { ForwardAuth } from '../../../../../lib/traefik/api/spec';

export const example: ForwardAuth = {
  address: 'http://auth.shop.svc/verify',
  authResponseHeaders: ['X-User'],
};
