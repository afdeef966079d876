import type { ReplacePathRegex } from '../../../../../lib/traefik/api/spec';

export const example: ReplacePathRegex = { regex: '^/a/(.*)', replacement: '/b/$1' };
