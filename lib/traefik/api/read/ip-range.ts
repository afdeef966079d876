import { addressSet } from '../../rule';

/** Why Traefik reads no address and no CIDR range out of a text; undefined where it does. It takes no zones. */
export function rangeError(range: string): string | undefined {
  try {
    addressSet([range]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
