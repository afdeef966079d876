import type { ReplacePath } from '../../../../../lib/traefik/api/spec';

export const example: ReplacePath = { path: '/' };
