import type { RedirectRegex } from '../../../../../lib/traefik/api/spec';

export const example: RedirectRegex = {
  regex: '^http://(.*)',
  replacement: 'https://${1}',
  permanent: true,
};
