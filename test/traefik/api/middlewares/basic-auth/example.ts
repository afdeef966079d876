import type { BasicAuth } from '../../../../../lib/traefik/api/spec';

export const example: BasicAuth = {
  secret: 'users',
  realm: 'shop',
  removeHeader: true,
  headerField: 'X-User',
};
