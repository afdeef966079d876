import type { InFlightReq } from '../../../../../lib/traefik/api/spec';

export const example: InFlightReq = { amount: 100, sourceCriterion: { requestHost: true } };
