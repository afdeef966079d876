import { asList, isEqual, own } from '../../../../core/base';
import { type Plain, plain } from '../shown';

/** What one container adds under a name. */
export interface Contribution {
  /** The index of the container. */
  readonly from: number;
  readonly value: Plain;
}

/** What all containers say under one name. */
export interface Merged {
  readonly value: Plain;
  /** Who says it, in order. */
  readonly from: readonly number[];
  /** Whether they contradict each other: then Traefik deletes it. */
  readonly isConflict: boolean;
}

/** Several containers' parts of one name: services of equal settings join their servers, all else must be equal. */
export function merge(
  contributions: readonly Contribution[],
  servers: 'url' | 'address' | undefined,
): Merged {
  const [first, ...others] = contributions;
  let value: Plain = first?.value ?? {};
  let isConflict = false;
  for (const { value: other } of others) {
    const joined = servers && joinedServices(value, other, servers);
    if (joined) value = joined;
    else if (!isEqual(value, other)) isConflict = true;
  }
  return { value, from: contributions.map(({ from }) => from), isConflict };
}

function joinedServices(one: Plain, other: Plain, key: 'url' | 'address'): Plain | undefined {
  const [balancer, second] = [own(one, 'loadBalancer'), own(other, 'loadBalancer')];
  if (balancer === undefined || second === undefined) return undefined;
  const [{ servers, ...settings }, { servers: further, ...otherSettings }] = [plain(balancer), plain(second)];
  if (!isEqual(settings, otherSettings)) return undefined;
  const known = new Set(asList(servers).map((server) => own(server, key)));
  const added = asList(further).filter((server) => !known.has(own(server, key)));
  const all = [...asList(servers), ...added];
  return { ...one, loadBalancer: { ...settings, ...(all.length > 0 && { servers: all }) } };
}
