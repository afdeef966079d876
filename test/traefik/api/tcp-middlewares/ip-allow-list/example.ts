import type { IPAllowListTCP } from '../../../../../lib/traefik/api/spec';

export const example: IPAllowListTCP = { sourceRange: ['10.0.0.0/8'] };
