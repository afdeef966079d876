import { inRanges, readStatusRanges } from '../../traefik/api/read';
import type { Formula } from '../../traefik/regions';
import { clientIP } from '../../traefik/rule';
import { type Door, none } from '../../traefik/ways';
import type { OwnClaim } from './claim';
import type { Landing } from './landings';
import type { Vocabulary } from './vocabulary';

/** What a claim says of each request, in a form in which it can be asked. */
export type Assertion = Forbidding | Demanding;

/** Some landings must not be reached. */
export interface Forbidding {
  readonly kind: 'forbids';
  /** Whether it speaks of certain Services. */
  readonly namesServices: boolean;
  /** Further conditions on the requests that are meant. */
  readonly requests: readonly Formula[];
  /** Why a landing behind a door must not be reached, as the end of a sentence; undefined where it may be. */
  breaks(landing: Landing, door: Door): string | undefined;
}

/** Each request must end so. */
export interface Demanding {
  readonly kind: 'demands';
  /** Statuses with which Traefik may answer; closed connections are no answer, and always allowed there. */
  readonly statuses: (status: number) => boolean;
  /** Services to which it may go on; undefined where it may go to none. */
  readonly services: ((service: string, port: number | undefined) => boolean) | undefined;
}

/** The assertion of a claim, over the names of one Traefik. */
export function assertionOf(claim: OwnClaim, vocabulary: Vocabulary): Assertion {
  if ('never' in claim) {
    const { reach, without } = claim.never;
    const isMeant = reach && servicesNamed(reach);
    const breaks: Forbidding['breaks'] = (landing) => {
      const { service, port, by } = landing;
      // A page of an error belongs to the way; whoever means its Service names it.
      if (isMeant ? !isMeant(service, port) : !isReal(landing) || by === 'error page') return undefined;
      return without ? lacking(vocabulary, without, landing) : '';
    };
    return { ...forbids(breaks), namesServices: reach !== undefined };
  }
  if ('only' in claim) {
    const [first, ...others] = claim.only.clientIp.map(clientIP);
    const requests = first ? [none(first.or(...others).tree)] : [];
    return { ...forbids((landing) => (isOrdinary(landing) ? '' : undefined)), requests };
  }
  const { always } = claim;
  if ('pass' in always) {
    return forbids((landing) =>
      isOrdinary(landing) ? lacking(vocabulary, always.pass, landing) : undefined,
    );
  }
  if ('options' in always) {
    const isMeant = vocabulary.optionsNamed(always.options);
    return forbids((landing, { tls }) => {
      if (!isOrdinary(landing) || (tls && isMeant(tls.options))) return undefined;
      return tls ? `under the TLS options ${tls.options}` : 'in the clear';
    });
  }
  if ('reach' in always) {
    return { kind: 'demands', statuses: () => false, services: servicesNamed(always.reach) };
  }
  const ranges = readStatusRanges(always.answer.map(String));
  const statuses = (status: number): boolean => typeof ranges !== 'string' && inRanges(ranges, status);
  return { kind: 'demands', statuses, services: undefined };
}

function forbids(breaks: Forbidding['breaks']): Forbidding {
  return { kind: 'forbids', namesServices: false, requests: [], breaks };
}

/** Services by `namespace/name` or `namespace/name:port`. */
function servicesNamed(names: readonly string[]): (service: string, port: number | undefined) => boolean {
  const wanted = new Set(names);
  return (service, port) => wanted.has(service) || wanted.has(`${service}:${port}`);
}

/** What does not answer anything by itself. */
function isReal({ service }: Landing): boolean {
  return service !== 'noop@internal';
}

function isOrdinary(landing: Landing): boolean {
  return isReal(landing) && landing.by !== 'error page';
}

function lacking(vocabulary: Vocabulary, wanted: readonly string[], { passed }: Landing): string | undefined {
  const missing = wanted.filter((word) => !passed.some(vocabulary.middlewareNamed(word)));
  return missing.length === 0 ? undefined : `without ${missing.join(' and ')}`;
}
