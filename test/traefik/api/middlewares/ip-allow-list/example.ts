import type { IPAllowList } from '../../../../../lib/traefik/api/spec';

export const example: IPAllowList = { sourceRange: ['10.0.0.0/8'], ipStrategy: { depth: 1 } };
