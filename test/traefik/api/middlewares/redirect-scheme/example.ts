import type { RedirectScheme } from '../../../../../lib/traefik/api/spec';

export const example: RedirectScheme = { scheme: 'https', permanent: true };
