import type { InFlightConn } from '../../../../../lib/traefik/api/spec';

export const example: InFlightConn = { amount: 10 };
