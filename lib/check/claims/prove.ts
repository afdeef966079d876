import { groupBy } from '../../core/base';
import type { RequestLine, TrafficModel } from '../../traefik/model';
import { builtOf } from '../../traefik/model/built';
import { type Budget, type Formula, budget, hasRequest } from '../../traefik/regions';
import { parseRule } from '../../traefik/rule';
import { type Door, type Lane, all, asArrived, doorsOf } from '../../traefik/ways';
import { type OtherFault, type OtherTraffic, proveAlike } from './alike';
import { type Assertion, assertionOf } from './assertion';
import type { AlikeClaim, Claim, OwnClaim } from './claim';
import type { ClaimFault } from './faults';
import { Destinations } from './landings';
import type { Proof, Proven } from './proof';
import { Region, type Verdict } from './region';
import { type RequestsOfClaim, requestsOf } from './requests';
import { Vocabulary } from './vocabulary';

/** What one claim may cost. */
const work = { states: 400_000, decisions: 400_000 };

/** Proves claims about all requests to one Traefik. */
export class Prover {
  private readonly doors: readonly Door[];
  private readonly destinations: Destinations;
  private readonly vocabulary: Vocabulary;
  private readonly others = new Map<string, ReturnType<OtherTraffic>>();

  /** @param otherTraffic reads the objects that a claim of two sets names besides; without it there are none */
  constructor(
    private readonly model: TrafficModel,
    private readonly otherTraffic: OtherTraffic = noOthers,
  ) {
    this.doors = doorsOf(model).filter(({ scheme }) => scheme === 'http' || scheme === 'https');
    this.destinations = new Destinations(builtOf(model));
    this.vocabulary = new Vocabulary(model, this.destinations);
  }

  /** What a claim names and there is not: it must not be asked then. */
  faults(claim: Claim): readonly ClaimFault[] {
    const faults = this.vocabulary.faults(claim);
    if (!('alike' in claim)) return faults;
    const other = this.other(claim);
    return isFault(other) ? [...faults, { path: ['alike', 'with'], ...other }] : faults;
  }

  /** Whether a claim holds of all requests of its set. */
  prove(claim: Claim): Proven {
    return 'alike' in claim ? this.proveAlike(claim) : this.proveOwn(claim);
  }

  private proveAlike(claim: AlikeClaim): Proven {
    const other = this.other(claim);
    if (isFault(other)) throw new Error(other.message);
    const rule = claim.requests === undefined ? undefined : parseRule(claim.requests);
    const doors = this.doors.filter((door) => isMeant(claim, door));
    const routers = doors
      .flatMap((door) => (rule ? door.near(rule) : door.lanes))
      .map(({ router }) => router);
    const proof = proveAlike(claim, this.model, other);
    const isVacuous =
      proof.result === 'proven' &&
      rule !== undefined &&
      isEmpty(doors, [asArrived(rule.tree)], budget(work.states, work.decisions));
    return {
      proof: isVacuous ? { ...proof, reason: emptySet } : proof,
      isVacuous,
      routers: [...new Set(routers)],
    };
  }

  private other({ alike }: AlikeClaim): ReturnType<OtherTraffic> {
    const known = this.others.get(alike.with) ?? this.otherTraffic(alike.with);
    this.others.set(alike.with, known);
    return known;
  }

  private proveOwn(claim: OwnClaim): Proven {
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
  private vacuity(
    claim: OwnClaim,
    asked: RequestsOfClaim,
    doors: readonly Door[],
    left: Budget,
  ): string | null {
    const [missing] = this.vocabulary.missingServices(claim);
    if (missing !== undefined) {
      const near = this.vocabulary.nearestService(missing);
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      return `it holds of nothing: there is no Service ${missing} among the objects${hint}`;
    }
    return isEmpty(doors, asked.anyPath, left) ? emptySet : null;
  }

  private proof(
    { name }: OwnClaim,
    result: Proof['result'],
    regions: number,
    reason: string | null,
    request?: RequestLine,
  ): Proof {
    const explanation = request ? this.model.exactExplanation(request) : null;
    return { name, result, counterexample: request ?? null, explanation, regions, reason };
  }
}

const emptySet = 'it holds of nothing: no request is in its set';

/** Whether no request that comes in at some doors fulfils some conditions. */
function isEmpty(doors: readonly Door[], wanted: readonly Formula[], left: Budget): boolean {
  return doors.every(({ arrivals, connections }) => {
    const conditions = [...wanted, ...arrivals, ...(connections ? [connections] : [])];
    return hasRequest(all(...conditions), left) === 'none';
  });
}

function noOthers(source: string): OtherFault {
  return { message: `"${source}" cannot be read here.` };
}

function isFault(other: TrafficModel | OtherFault): other is OtherFault {
  return 'message' in other;
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
