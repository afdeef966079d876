import type { ContentType } from '../../../../../lib/traefik/api/spec';

export const example: ContentType = {};
