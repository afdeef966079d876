import type { Errors } from '../../../../../lib/traefik/api/spec';

export const example: Errors = {
  status: ['404', '500-599'],
  service: { name: 'pages', port: 80 },
  query: '/{status}',
};
