import type { Plugin } from '../../../../../lib/traefik/api/spec';

export const example: Plugin = { geoblock: { countries: ['CH'] } };
