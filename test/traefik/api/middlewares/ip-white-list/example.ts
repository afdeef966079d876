import type { IPWhiteList } from '../../../../../lib/traefik/api/spec';

export const example: IPWhiteList = { sourceRange: ['10.0.0.0/8'] };
