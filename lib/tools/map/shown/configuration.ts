import { isPlainMap } from '../../../core/base';
import { withheld } from './secrets';

const secretName = /(?:token|password|secret|hmacEncoded|key)$/i;

/** A static configuration without what Traefik must keep secret; none of it decides the way of a request. */
export function shownConfiguration(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shownConfiguration);
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === 'string' && secretName.test(name) ? withheld : shownConfiguration(item),
    ]),
  );
}
