import { type EntryPoint, Encounters, RouteIndex, arrivals, arrive, asRulesSee } from '../model/built';
import type { Formula } from '../regions';
import { type HttpRequest, type RequestLine, type Rule, type TcpConnection, openTcp } from '../rule';
import type { Lane } from './lane';
import type { Way } from './way';

export type Scheme = 'http' | 'https' | 'tcp' | 'tls' | 'udp';

/** The TLS of connections to a door. */
export interface DoorTls {
  readonly options: string;
  readonly passthrough: boolean;
  /** Equal texts: the same options, whatever their name. */
  readonly as: string;
}

export interface DoorParts {
  readonly entryPoint: EntryPoint;
  readonly scheme: Scheme;
  /** @default all of the entry point and scheme */
  readonly connections?: Formula | undefined;
  readonly tls?: DoorTls | undefined;
  readonly lanes: readonly Lane[];
  readonly rest: Way;
  /** Another door of these that may ask the same rules in the same order; what was found of its rules holds here too. */
  readonly like?: Door | undefined;
}

/**
 * Where requests come in, and the list by which Traefik decides what becomes of them: the first lane whose rule takes
 * a request, or the rest. Of HTTPS and TLS there is a door for each way in which a handshake can go.
 */
export class Door {
  readonly entryPoint: EntryPoint;
  readonly scheme: Scheme;
  /**
   * Which connections come here, by server name, protocols and address; undefined where all of entry point and scheme
   * do.
   */
  readonly connections: Formula | undefined;
  readonly tls: DoorTls | undefined;
  /** Best first. */
  readonly lanes: readonly Lane[];
  /** The way of what no lane takes. */
  readonly rest: Way;
  private routes: RouteIndex<Lane> | undefined;
  private met: Encounters<Lane> | undefined;
  private order: ReadonlyMap<Lane, number> | undefined;
  private placeText: string | undefined;
  private connectionsText: string | undefined;
  private readonly like: Door | undefined;
  private readonly nearby = new WeakMap<Rule, readonly Lane[]>();

  constructor({ entryPoint, scheme, connections, tls, lanes, rest, like }: DoorParts) {
    this.entryPoint = entryPoint;
    this.scheme = scheme;
    this.connections = connections;
    this.tls = tls;
    this.lanes = lanes;
    this.rest = rest;
    this.like = like && haveSameRules(lanes, like.lanes) ? like : undefined;
  }

  /** Doors of one place, entry point and scheme, have equal texts. */
  get place(): string {
    this.placeText ??= JSON.stringify([this.entryPoint.name, this.scheme]);
    return this.placeText;
  }

  /** Doors of one place to which the same connections come have equal texts: conditions are plain data. */
  get connectionsKey(): string {
    this.connectionsText ??= JSON.stringify(this.connections) ?? '';
    return this.connectionsText;
  }

  /** What is true of every request that comes in here. */
  get arrivals(): readonly Formula[] {
    return this.scheme === 'http' || this.scheme === 'https' ? arrivals(this.entryPoint) : [];
  }

  /** The lanes that may take a request that a rule takes, best first; no others do. */
  near(rule: Rule): readonly Lane[] {
    const { like } = this;
    if (like) return like.near(rule).flatMap((lane) => this.lanes[like.placeOf(lane)] ?? []);
    const known = this.nearby.get(rule);
    if (known) return known;
    const near = this.encounters()
      .around({ rule })
      .toSorted((a, b) => this.placeOf(a) - this.placeOf(b));
    this.nearby.set(rule, near);
    return near;
  }

  private encounters(): Encounters<Lane> {
    if (this.met) return this.met;
    this.met = new Encounters();
    for (const lane of this.lanes) this.met.add(lane);
    return this.met;
  }

  /** Whether a lane comes before another one; the rest comes last. */
  isBefore(lane: Lane, other: Lane | undefined): boolean {
    return other === undefined || this.placeOf(lane) < this.placeOf(other);
  }

  private placeOf(lane: Lane): number {
    this.order ??= new Map(this.lanes.map((each, place) => [each, place]));
    return this.order.get(lane) ?? 0;
  }

  /** The request as rules see it here; undefined where it is refused before. */
  arrived(line: RequestLine): HttpRequest | TcpConnection | undefined {
    if (this.scheme === 'udp') return datagram;
    if (this.scheme === 'tcp' || this.scheme === 'tls') return openTcp(line);
    const handshake = this.scheme === 'https' ? (this.tls?.options ?? '') : undefined;
    const arrival = arrive(this.entryPoint, line, handshake);
    return 'request' in arrival ? asRulesSee(arrival.request) : undefined;
  }

  /** The lane that takes a request; undefined for the rest. */
  lane(request: HttpRequest | TcpConnection): Lane | undefined {
    const { like } = this;
    if (like) {
      const lane = like.lane(request);
      return lane && this.lanes[like.placeOf(lane)];
    }
    this.routes ??= new RouteIndex(this.lanes);
    return this.routes.first(request);
  }
}

function haveSameRules(lanes: readonly Lane[], others: readonly Lane[]): boolean {
  return (
    lanes.length === others.length &&
    lanes.every(({ rule }, place) => {
      const other = others[place]?.rule;
      return rule === other || (rule.text === other?.text && rule.syntax === other.syntax);
    })
  );
}

/** Of a datagram nothing is asked. */
const datagram: TcpConnection = { kind: 'tcp', serverName: '', alpn: [], clientIp: '' };

/** A door that another Traefik has and this one has not. */
export function absentDoor({ entryPoint, scheme }: Door): Door {
  const reason = `there is no entry point "${entryPoint.name}"`;
  return new Door({ entryPoint, scheme, lanes: [], rest: { steps: [], end: { kind: 'closed', reason } } });
}
