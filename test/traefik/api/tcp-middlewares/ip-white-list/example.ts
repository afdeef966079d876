import type { IPWhiteListTCP } from '../../../../../lib/traefik/api/spec';

export const example: IPWhiteListTCP = { sourceRange: ['10.0.0.0/8'] };
