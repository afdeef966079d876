import type { StripPrefixRegex } from '../../../../../lib/traefik/api/spec';

export const example: StripPrefixRegex = { regex: ['^/v[0-9]+'] };
