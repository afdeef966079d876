import { parseLocation } from '../../../request';
import { toBytes } from '../../../rule';

/** That an address cannot be read at all. */
export const noUrl = 'is no URL';

/** What keeps the address of an authentication server from being asked. */
export function addressFlaw(address: string): string | undefined {
  const url = parseLocation(toBytes(address));
  if (!url) return noUrl;
  const isCallable = (url.scheme === 'http' || url.scheme === 'https') && (url.host ?? '') !== '';
  return isCallable ? undefined : 'is no URL of http or https with a host';
}
