import { nginxPrefix } from '../../../traefik/model';
import { isIn, rangesOf } from './read';
import type { AskedRequest } from './nginx';
import type { Location } from './servers';

/** How much of one client a location takes. */
export interface NginxLimit {
  /** As it is told. */
  readonly text: string;
  /** Requests at once of which some are beyond it. */
  readonly beyond: number;
}

/** Whether limits are set that a client never meets. */
export function isSpared({ annotations }: Location, { clientIp }: AskedRequest): boolean {
  const spared = ['limit-whitelist', 'limit-allowlist'].flatMap((name) =>
    rangesOf(annotations[nginxPrefix + name]),
  );
  return spared.length > 0 && isIn(spared, clientIp);
}

/** The limits of a location, for whoever is not spared. */
export function limitsOf({ settings }: Location): readonly NginxLimit[] {
  const { 'limit-burst-multiplier': written = 5, 'limit-connections': connections = 0 } = settings;
  const multiplier = written < 1 ? 5 : written;
  const rate = (limit: number, unit: string): readonly NginxLimit[] =>
    limit > 0
      ? [
          {
            text: `${limit} requests a ${unit}, ${limit * multiplier} more at once`,
            beyond: limit * (multiplier + 1) + 1,
          },
        ]
      : [];
  return [
    ...rate(settings['limit-rps'] ?? 0, 'second'),
    ...rate(settings['limit-rpm'] ?? 0, 'minute'),
    ...(connections > 0
      ? [{ text: `${connections} connections at the same time`, beyond: connections + 1 }]
      : []),
  ];
}
