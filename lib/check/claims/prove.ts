import { groupBy } from '../../core/base';
import type { Explanation, RequestLine, TrafficModel } from '../../traefik/model';
import { builtOf } from '../../traefik/model/built';
import { type Budget, budget, satisfy } from '../../traefik/regions';
import { type Door, type Lane, all, doorsOf } from '../../traefik/ways';
import { type Assertion, assertionOf } from './assertion';
import type { Claim } from './claim';
import type { ClaimFault } from './faults';
import { Destinations } from './landings';
import { Region, type Verdict } from './region';
import { type RequestsOfClaim, requestsOf } from './requests';
import { Vocabulary } from './vocabulary';

/** What is known of a claim after all requests of its set have been looked at. */
export interface Proof {
  readonly name: string;
  readonly result: 'proven' | 'refuted' | 'unknown';
  /** A request that breaks the claim. */
  readonly counterexample: RequestLine | null;
  /** What happens to it. */
  readonly explanation: Explanation | null;
  /** How many sets of requests, of an entry point, a scheme and a router each, were looked at. */
  readonly regions: number;
  /** What breaks it, why it is not known, or that it holds of nothing. */
  readonly reason: string | null;
}

/** A proof, and what is known beside it. */
export interface Proven {
  readonly proof: Proof;
  /** Whether the claim holds whatever the routes are. */
  readonly isVacuous: boolean;
  /** Routers that were looked at. */
  readonly routers: readonly string[];
}

/** What one claim may cost. */
const work = { states: 400_000, decisions: 400_000 };

/** Proves claims about all requests to one Traefik. */
export class Prover {
  private readonly doors: readonly Door[];
  private readonly destinations: Destinations;
  private readonly vocabulary: Vocabulary;

  constructor(private readonly model: TrafficModel) {
    this.doors = doorsOf(model).filter(({ scheme }) => scheme === 'http' || scheme === 'https');
    this.destinations = new Destinations(builtOf(model));
    this.vocabulary = new Vocabulary(model, this.destinations);
  }

  /** What a claim names and there is not: it must not be asked then. */
  faults(claim: Claim): readonly ClaimFault[] {
    return this.vocabulary.faults(claim);
  }

  /** Whether a claim holds of all requests of its set. */
  prove(claim: Claim): Proven {
    const asked = requestsOf(claim);
    const assertion = assertionOf(claim, this.vocabulary);
    const left = budget(work.states, work.decisions);
    const routers = new Set<string>();
    const doubts: Doubt[] = [];
    let regions = 0;
    const doors = this.doors.filter((door) => isMeant(claim, door));
    for (const door of doors) {
      for (const lane of [...lanesOf(door, asked), undefined]) {
        const verdict = this.look(door, lane, asked, assertion, left);
        if (verdict.kind === 'empty') continue;
        regions++;
        if (lane) routers.add(lane.router);
        if (verdict.kind === 'breaks') {
          const { request, reason } = verdict;
          const proof = this.proof(claim, 'refuted', regions, reason, request);
          return { proof, isVacuous: false, routers: [...routers] };
        }
        if (verdict.kind === 'doubt') doubts.push(verdict);
      }
    }
    if (doubts.length > 0) {
      const proof = this.proof(claim, 'unknown', regions, doubtsText(doubts));
      return { proof, isVacuous: false, routers: [...routers] };
    }
    const reason = this.vacuity(claim, asked, doors, left);
    return {
      proof: this.proof(claim, 'proven', regions, reason),
      isVacuous: reason !== null,
      routers: [...routers],
    };
  }

  private look(
    door: Door,
    lane: Lane | undefined,
    asked: RequestsOfClaim,
    assertion: Assertion,
    left: Budget,
  ): Verdict {
    const { model, destinations } = this;
    return new Region({ model, destinations, door, lane, asked, assertion, left }).look();
  }

  /** Why a claim holds whatever the routes are; null where it does not. */
  private vacuity(claim: Claim, asked: RequestsOfClaim, doors: readonly Door[], left: Budget): string | null {
    const [missing] = this.vocabulary.missingServices(claim);
    if (missing !== undefined) {
      const near = this.vocabulary.nearestService(missing);
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      return `it holds of nothing: there is no Service ${missing} among the objects${hint}`;
    }
    const isEmpty = doors.every(({ scheme, arrivals, connections }) => {
      const conditions = [...asked.anyPath, ...arrivals, ...(connections ? [connections] : [])];
      return satisfy(all(...conditions), scheme, left) === 'none';
    });
    return isEmpty ? 'it holds of nothing: no request is in its set' : null;
  }

  private proof(
    { name }: Claim,
    result: Proof['result'],
    regions: number,
    reason: string | null,
    request?: RequestLine,
  ): Proof {
    const explanation = request ? this.model.exactExplanation(request) : null;
    return { name, result, counterexample: request ?? null, explanation, regions, reason };
  }
}

type Doubt = Extract<Verdict, { readonly kind: 'doubt' }>;

/** Who is named of those that are in doubt for one reason. */
const mostNamed = 3;

function doubtsText(doubts: readonly Doubt[]): string {
  const byReason = groupBy(doubts, ({ reason }) => reason);
  return [...byReason]
    .map(([reason, all]) => {
      const names = all.map(({ of }) => of);
      const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
      return `${names.slice(0, mostNamed).join(', ')}${more}: ${reason}`;
    })
    .join('; ');
}

function isMeant({ entryPoints, scheme }: Claim, door: Door): boolean {
  return (
    (entryPoints === undefined || entryPoints.includes(door.entryPoint.name)) &&
    (scheme === undefined || scheme === door.scheme)
  );
}

function lanesOf(door: Door, { near }: RequestsOfClaim): readonly Lane[] {
  return near ? door.near(near) : door.lanes;
}
