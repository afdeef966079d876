import { withArticle } from '../../core/base';
import type { MiddlewareConfig } from '../../traefik/api/middlewares';
import type { RequestLine, TrafficModel } from '../../traefik/model';
import { type Trace, builtOf, trustsNobody } from '../../traefik/model/built';
import type { Budget, Formula } from '../../traefik/regions';
import {
  type Cell,
  type Door,
  type Lane,
  type Resolved,
  type Way,
  type WayStep,
  asHost,
  cellsOf,
  conditionsOf,
  findRequest,
  holds,
  resolve,
} from '../../traefik/ways';
import type { Assertion, Demanding } from './assertion';
import type { Dots } from './backend/read-paths';
import type { Destinations, Landing } from './landings';
import type { RequestsOfClaim } from './requests';
import { tries } from './tries';

/** What is found of the requests of one region. */
export type Verdict =
  /** There is none. */
  | { readonly kind: 'empty' }
  /** The claim holds of all. */
  | { readonly kind: 'holds' }
  /** This one breaks it. */
  | { readonly kind: 'breaks'; readonly request: RequestLine; readonly reason: string }
  /** It cannot be said: of whose requests, and why. */
  | { readonly kind: 'doubt'; readonly of: string; readonly reason: string };

export interface RegionParts {
  readonly model: TrafficModel;
  readonly destinations: Destinations;
  readonly door: Door;
  /** Undefined for what no lane takes. */
  readonly lane: Lane | undefined;
  readonly asked: RequestsOfClaim;
  readonly assertion: Assertion;
  readonly left: Budget;
}

const sound: Verdict = { kind: 'holds' };

/** The requests of a claim that come in at one door and take one lane of it. */
export class Region {
  private readonly way: Way;

  constructor(private readonly parts: RegionParts) {
    this.way = parts.lane?.way ?? parts.door.rest;
  }

  look(): Verdict {
    if (this.isRefused() || this.suspects() === 'none') return sound;
    const verdict = this.ask('any');
    const { reading } = this.parts.asked;
    if (verdict.kind !== 'doubt' || !reading) return verdict;
    // A request without `..` says more, and it is surely one of the set.
    const exact = this.ask('none');
    return exact.kind === 'breaks' ? exact : verdict;
  }

  /** Whether Traefik answers all of its requests before anything that a claim forbids could happen to them. */
  private isRefused(): boolean {
    if (this.parts.assertion.kind !== 'forbids') return false;
    const { end } = resolve(this.way, new Map());
    const isAnswered = this.way.end !== end && (end.kind === 'answered' || end.kind === 'closed');
    return isAnswered && !this.hasErrorPages();
  }

  private ask(dots: Dots): Verdict {
    const { door, lane, asked, assertion, left } = this.parts;
    const seats = [{ door, lane }];
    const wanted: Formula[] = [
      ...asked.along(this.way, (name) => this.configOf(name), dots),
      ...(assertion.kind === 'forbids' ? assertion.requests : []),
    ];
    if (this.isUsual() && door.connections) wanted.push(asHost(door.connections));
    const found = findRequest(seats, wanted, left);
    if (found === 'none') return { kind: 'empty' };
    if (found === 'unknown') return this.doubt('whether it takes such requests cannot be decided');
    const cells = cellsOf(seats, found, conditionsOf(this.way.steps), left);
    const open = cells.filter(({ truths }) => this.isOpen(resolve(this.way, truths)));
    if (open.length === 0) return sound;
    return this.counterexample(open) ?? this.doubt(this.whyOpen(open));
  }

  /**
   * Whether only clients are meant that send the host as server name. Of others nothing can be demanded: they get 421.
   * And what a TCP router takes by another server name is no request for the host, unless its very Service is meant.
   */
  private isUsual(): boolean {
    const { assertion, lane, model } = this.parts;
    if (assertion.kind === 'demands') return true;
    const isOfHttp = lane !== undefined && builtOf(model).runtime.routers.has(lane.router);
    return !isOfHttp && !assertion.namesServices;
  }

  /** The landings that break the claim, `all` where anything may, and `none` where the lane can't break it. */
  private suspects(): readonly Landing[] | 'all' | 'none' {
    const { assertion, destinations, lane, door } = this.parts;
    const { all: landings, isWhole } = destinations.of(lane, door.rest);
    if (assertion.kind === 'demands') return 'all';
    // Of what is redirected as a whole nothing lands anywhere.
    if (this.redirections()) return 'none';
    const breaking = landings.filter((landing) => assertion.breaks(landing, door) !== undefined);
    if (!isWhole) return 'all';
    return breaking.length === 0 ? 'none' : breaking;
  }

  /** Whether something of a cell may break the claim, by what is known of all its requests. */
  private isOpen(resolved: Resolved): boolean {
    const { assertion } = this.parts;
    const { end } = resolved;
    if (assertion.kind === 'demands') return !this.isDemanded(assertion, resolved);
    if (end.kind === 'closed') return false;
    return end.kind !== 'answered' || this.hasErrorPages();
  }

  private isDemanded({ statuses, services }: Demanding, { end }: Resolved): boolean {
    const { destinations, lane, door } = this.parts;
    if (!services) {
      if (end.kind === 'closed') return true;
      if (end.kind === 'answered') return statuses(end.status);
      return this.redirections()?.every(statuses) ?? false;
    }
    const { all: landings, isWhole } = destinations.of(lane, door.rest);
    const ordinary = landings.filter(({ by }) => by === 'way');
    return (
      end.kind === 'forwarded' &&
      isWhole &&
      !this.way.steps.some((step) => this.mayAnswer(step)) &&
      ordinary.every(({ service, port }) => services(service, port))
    );
  }

  /** A request of open cells that breaks the claim, seen by what really becomes of it. */
  private counterexample(open: readonly Cell[]): Verdict | undefined {
    const { door, lane, asked } = this.parts;
    for (const cell of open) {
      if (!cell.request) continue;
      for (const request of tries(cell.request, this.parts, this.way)) {
        const arrived = door.arrived(request);
        if (arrived?.kind !== 'http' || door.lane(arrived) !== lane) continue;
        const trace = this.parts.model.trace(request);
        if (!asked.has(arrived, trace) || !this.isMeant(request)) continue;
        const reason = this.broken(trace);
        if (reason !== undefined) return { kind: 'breaks', request, reason };
      }
    }
    return undefined;
  }

  /**
   * The statuses with which all requests that get as far are sent to another scheme; undefined where some may not be,
   * since clients can say that they have it already.
   */
  private redirections(): readonly number[] | undefined {
    const { door } = this.parts;
    const { steps } = this.way;
    const at = steps.findIndex(({ name }) => {
      const target = this.configOf(name)?.redirectScheme?.scheme;
      return target !== undefined && target !== door.scheme;
    });
    const isSure =
      at >= 0 &&
      trustsNobody(door.entryPoint) &&
      steps.slice(0, at).every(({ kind }) => leavesHeaders.has(kind));
    if (!isSure) return undefined;
    return this.configOf(steps[at]?.name ?? '')?.redirectScheme?.permanent === true ? [301, 308] : [302, 307];
  }

  private hasErrorPages(): boolean {
    const { assertion, destinations, lane, door } = this.parts;
    if (assertion.kind === 'demands') return false;
    return destinations
      .of(lane, door.rest)
      .all.some((landing) => landing.by === 'error page' && assertion.breaks(landing, door) !== undefined);
  }

  private isMeant(request: RequestLine): boolean {
    const { assertion, door } = this.parts;
    const arrived = door.arrived(request);
    if (assertion.kind === 'demands' || !arrived) return arrived !== undefined;
    return assertion.requests.every((condition) => holds(condition, arrived));
  }

  /** How what becomes of a request breaks the claim; undefined where it does not, or where that cannot be seen. */
  private broken(trace: Trace): string | undefined {
    const { assertion, destinations, lane, door } = this.parts;
    if (assertion.kind === 'demands') return brokenDemand(assertion, trace);
    for (const landing of destinations.of(lane, door.rest).all) {
      const how = isReached(landing, trace) ? assertion.breaks(landing, door) : undefined;
      if (how === undefined) continue;
      const by = landing.by === 'way' ? '' : ` as ${withArticle(landing.by)}`;
      return `it reaches ${landing.service}${by}${how === '' ? '' : ` ${how}`}`;
    }
    return undefined;
  }

  private doubt(reason: string): Verdict {
    const { lane, door } = this.parts;
    const source = lane?.source;
    const who = source ? `${source.kind} ${source.namespace}/${source.name}` : (lane?.router ?? 'no router');
    return { kind: 'doubt', of: `${who} on ${door.entryPoint.name} (${door.scheme})`, reason };
  }

  /** Why what a cell may do was not seen on any request of it. */
  private whyOpen(open: readonly Cell[]): string {
    if (open.some(({ request }) => request === undefined)) return 'the search grew too large';
    const deciding = this.way.steps
      .filter((step) => this.mayAnswer(step))
      .map(({ kind, name }) => `${kind} ${name}`.trim());
    if (deciding.length > 0) return `whether ${deciding.join(' and ')} lets requests pass is not in them`;
    return 'what becomes of its requests cannot be laid out, and none that was tried breaks the claim';
  }

  /** Whether a step may answer requests of which it is only known that it does something with them. */
  private mayAnswer({ name, kind, treatments }: WayStep): boolean {
    if (!treatments.some(({ effect }) => effect.kind === 'acts')) return false;
    const { allowedHosts = [] } = this.configOf(name)?.headers ?? {};
    return answering.has(kind) || (kind === 'headers' && (allowedHosts.length > 0 || treatments.length > 1));
  }

  private configOf(name: string): MiddlewareConfig | undefined {
    return builtOf(this.parts.model).runtime.middlewares.get(name)?.config;
  }
}

/** Kinds that leave X-Forwarded-Proto alone. */
const leavesHeaders: ReadonlySet<string> = new Set([
  'buffering',
  'circuitBreaker',
  'compress',
  'encodedCharacters',
  'inFlightReq',
  'ipAllowList',
  'ipWhiteList',
  'rateLimit',
  'redirectRegex',
  'redirectScheme',
  'retry',
  'tlsOptions',
]);

/** Kinds that may answer a request by what only the request itself tells, or what nobody knows. */
const answering: ReadonlySet<string> = new Set([
  'basicAuth',
  'chain',
  'digestAuth',
  'errors',
  'forwardAuth',
  'ipAllowList',
  'ipWhiteList',
  'plugin',
  'redirectRegex',
  'redirectScheme',
  'stripPrefix',
  'stripPrefixRegex',
]);

function isReached(
  { service, port, by }: Landing,
  { outcome, backends, response, ...trace }: Trace,
): boolean {
  if (service.endsWith('@internal')) {
    const isRefused = response?.status === 400 || response?.status === 421;
    return outcome === 'answered' && trace.decidedBy === null && trace.service === service && !isRefused;
  }
  if (outcome !== 'forwarded' || by === 'error page') return false;
  return by !== 'way' || backends.some((backend) => backend.service === service && backend.port === port);
}

function brokenDemand({ statuses, services }: Demanding, trace: Trace): string | undefined {
  const { outcome, response, backends } = trace;
  if (outcome === 'answered') {
    const status = response?.status ?? 0;
    return statuses(status) ? undefined : `it is answered with ${status}`;
  }
  if (outcome === 'rejected') return services ? 'the connection is closed' : undefined;
  if (outcome !== 'forwarded') return undefined;
  const other = backends.find(({ service, port }) => !services?.(service, port));
  return other && `it goes on to ${other.service}`;
}
