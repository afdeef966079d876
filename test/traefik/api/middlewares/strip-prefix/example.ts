import type { StripPrefix } from '../../../../../lib/traefik/api/spec';

export const example: StripPrefix = { prefixes: ['/api'] };
