import { type Budget, type Formula, satisfy } from '../regions';
import { candidates } from '../model/built';
import { type RequestLine, type RuleNode, openTcp } from '../rule';
import type { Door } from './door';
import { all, asHost, holds, none } from './formula';
import type { Lane } from './lane';

/** Where requests are taken: a lane of a door, or what no lane takes. */
export interface Seat {
  readonly door: Door;
  readonly lane: Lane | undefined;
}

/** A request that takes its seats, and the conditions that led to it: all requests of these seats fulfil them. */
export interface Found {
  readonly request: RequestLine;
  readonly conditions: readonly Formula[];
  /** Lanes before the seats that some of the wanted requests are taken by. */
  readonly inTheWay: readonly Lane[];
  /** Whether the conditions ask for a server name that is the request's host, as most clients send it. */
  readonly isUsual: boolean;
}

/** Which requests over TLS are looked for: those whose server name is their host before others, or these alone. */
export type ServerNames = 'usual first' | 'usual';

/** Lanes that may be in the way before a search gives up. */
const mostInTheWay = 64;

/**
 * Finds a request of a set that takes given seats, of one Traefik or of several that are asked together. Lanes before
 * them are left out one by one, only those that are in the way.
 *
 * @param seats of one entry point and scheme
 * @returns `none` where there is certainly none
 */
export function findRequest(
  seats: readonly Seat[],
  wanted: readonly Formula[],
  left: Budget,
  serverNames: ServerNames = 'usual first',
): Found | 'none' | 'unknown' {
  const answer = new Search(seats, left).find(wanted, serverNames);
  return answer === 'unknown' ? (guess(seats, wanted) ?? 'unknown') : answer;
}

class Search {
  private readonly isHttps: boolean;

  constructor(
    private readonly seats: readonly Seat[],
    private readonly left: Budget,
  ) {
    this.isHttps = seats[0]?.door.scheme === 'https';
  }

  find(wanted: readonly Formula[], serverNames: ServerNames): Found | 'none' | 'unknown' {
    const connections = this.seats.flatMap(({ door }) => door.connections ?? []);
    const given = [
      ...wanted,
      ...this.seats.flatMap(({ lane }) => (lane ? [lane.asked] : [])),
      ...(this.seats[0]?.door.arrivals ?? []),
    ];
    // Most clients send the host as server name: an example of theirs says more.
    if (this.isHttps && connections.length > 0) {
      const usual = this.among([...given, ...connections.map(asHost)]);
      if (typeof usual === 'object') return { ...usual, isUsual: true };
      if (serverNames === 'usual') return usual;
    }
    return this.among([...given, ...connections]);
  }

  private among(given: readonly Formula[]): Found | 'none' | 'unknown' {
    const inTheWay: Lane[] = [];
    const conditions = [...given];
    const [first] = this.seats;
    if (!first) return 'none';
    const { entryPoint, scheme } = first.door;
    for (let tries = 0; tries < mostInTheWay; tries++) {
      const answer = satisfy(all(...conditions), scheme, this.left);
      if (typeof answer === 'string') return answer;
      const request = { ...answer.request, entryPoint: entryPoint.name };
      const before = this.laneBefore(request);
      if (before === undefined) return { request, conditions, inTheWay, isUsual: false };
      if (before === 'unknown') return 'unknown';
      inTheWay.push(before);
      conditions.push(none(before.asked));
    }
    return 'unknown';
  }

  /** A lane that takes the request before its seats do; undefined where they take it. */
  private laneBefore(request: RequestLine): Lane | 'unknown' | undefined {
    for (const { door, lane } of this.seats) {
      const arrived = door.arrived(request);
      if (!arrived) return 'unknown';
      const taker = door.lane(arrived);
      if (taker === lane) continue;
      return taker && door.isBefore(taker, lane) ? taker : 'unknown';
    }
    return undefined;
  }
}

/** What cannot be laid out may still be met by a request made of what the matchers ask for. */
function guess(seats: readonly Seat[], wanted: readonly Formula[]): Found | undefined {
  const [first] = seats;
  if (!first) return undefined;
  const { entryPoint, scheme } = first.door;
  const rules = [...seats.flatMap(({ lane }) => (lane ? [lane.rule.tree] : [])), ...wanted.flatMap(treesOf)];
  for (const candidate of candidates(rules, scheme)) {
    const request = { ...candidate, entryPoint: entryPoint.name };
    const connection = openTcp(request);
    const takes = seats.every(({ door, lane }) => {
      const arrived = door.arrived(request);
      return (
        arrived && door.lane(arrived) === lane && wanted.every((part) => holds(part, arrived, connection))
      );
    });
    if (takes)
      return {
        request,
        conditions: [...wanted, ...seats.flatMap(({ lane }) => lane?.asked ?? [])],
        inTheWay: [],
        isUsual: false,
      };
  }
  return undefined;
}

function treesOf(formula: Formula): readonly RuleNode[] {
  if (formula.kind === 'paths') return [];
  if ('of' in formula) return formula.kind === 'none' ? [] : formula.of.flatMap(treesOf);
  return [formula];
}
