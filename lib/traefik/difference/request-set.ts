import { Remembered } from '../../core/base';
import { type Formula, hasRequest } from '../regions';
import { type JunctionNode, type RuleNode, formatRule, hostSNI, matchersOf, pathPrefix } from '../rule';
import { type Lane, type Scheme, type Seat, all, asHost, isWritten, none, treeOf } from '../ways';

/** Requests that come in at one entry point, as a rule of Traefik's own language. */
export interface RequestSet {
  readonly entryPoint: string;
  readonly scheme: Scheme;
  /** A rule of HTTP for requests, of TCP for connections. */
  readonly rule: string;
  /** A rule of TCP for connections, where the server name need not be the host that a request is for. */
  readonly serverName?: string;
}

/** Conditions that make a set, beside its seats. */
export interface SetParts {
  readonly by?: readonly Formula[];
  readonly isUsual?: boolean;
}

/** A rule with more parts than this is not made shorter. */
const mostParts = 12;
/** Lanes in the way that a rule names; with more it leaves them all in. */
const mostInTheWay = 4;
/** Lanes of which it is asked whether they are in the way. */
const mostLooked = 40;

/**
 * The requests that take given seats, as rules. They may hold a few more: what a rule cannot say, and what lanes in the
 * way take where these are many.
 */
export function requestSets(seats: readonly Seat[], parts: SetParts): readonly RequestSet[] {
  const [seat] = seats;
  if (!seat) return [];
  const { entryPoint, scheme } = seat.door;
  const { by = [], isUsual = false } = parts;
  const excluded = lanesBefore(seats, by);
  const own = [
    ...seats.flatMap(({ lane }) => (lane && lane.rule.syntax !== 'v2' ? [sayable(lane.rule.tree)] : [])),
    ...excluded.map(({ rule }) => none(rule.tree)),
    ...by,
  ];
  const connections = seats.flatMap(({ door }) => door.connections ?? []);
  const set = (rule: RuleNode | undefined, serverName?: RuleNode): RequestSet => ({
    entryPoint: entryPoint.name,
    scheme,
    rule: formatRule(rule ?? everything(scheme)),
    ...(serverName && { serverName: formatRule(serverName) }),
  });
  if (scheme !== 'https' || connections.length === 0)
    return [set(shortest([...connections, ...own], scheme))];
  const other = set(shortest(own, scheme), shortest(connections, 'tls'));
  return isUsual ? [set(shortest([...connections.map(asHost), ...own], scheme)), other] : [other];
}

/** All requests whose server name some connections have, whatever they are for. */
export function connectionSet(seats: readonly Seat[]): RequestSet | undefined {
  const [seat] = seats;
  if (!seat) return undefined;
  const connections = seats.flatMap(({ door }) => door.connections ?? []);
  const serverName = shortest(connections, 'tls');
  if (!serverName) return undefined;
  const { entryPoint, scheme } = seat.door;
  return {
    entryPoint: entryPoint.name,
    scheme,
    rule: formatRule(everything(scheme)),
    serverName: formatRule(serverName),
  };
}

function isNone(...of: readonly Formula[]): boolean {
  return hasRequest(all(...of)) === 'none';
}

/** The rule that takes all requests of a scheme. */
export function everything(scheme: Scheme): RuleNode {
  return scheme === 'http' || scheme === 'https' ? pathPrefix('/').tree : hostSNI('*').tree;
}

/** The lanes that take some of the requests before the seats do; none where these are many. */
function lanesBefore(seats: readonly Seat[], by: readonly Formula[]): readonly Lane[] {
  const asked = seats.flatMap(({ lane }) => (lane ? [lane.asked] : []));
  const before = seats.flatMap(({ door, lane }) =>
    lane ? door.near(lane.rule).filter((other) => door.isBefore(other, lane)) : [],
  );
  const distinct = [...new Map(before.map((lane) => [formatRule(lane.rule.tree), lane])).values()];
  if (distinct.length > mostLooked) return [];
  const meeting = distinct.filter((lane) => !isNone(...asked, ...by, lane.asked));
  return meeting.length > mostInTheWay ? [] : meeting.filter(isSayable);
}

function isSayable({ rule }: Lane): boolean {
  return rule.syntax !== 'v2' && !matchersOf(rule.tree).some(({ matcher }) => isWritten(matcher));
}

/** A rule without what it asks of headers that Traefik writes itself, which clients send otherwise. */
function sayable(tree: RuleNode): Formula {
  if (!matchersOf(tree).some(({ matcher }) => isWritten(matcher))) return tree;
  if (tree.kind !== 'and') return all();
  return all(...tree.operands.map(sayable));
}

/** Rules that were made shorter: the sets of a change are often the same at several entry points and steps of a release. */
const shortened = new Remembered<RuleNode | undefined>(1000);

/** All of some conditions without those that follow from others; undefined where nothing is asked. */
function shortest(conditions: readonly Formula[], scheme: Scheme): RuleNode | undefined {
  const said = conditions.flatMap(conjuncts).filter((part) => isWritable(part, scheme));
  const parts = new Map(said.map((part) => [formatRule(part), part]));
  return shortened.get(JSON.stringify([...parts.keys()]), () => withoutImplied([...parts.values()]));
}

function withoutImplied(parts: readonly RuleNode[]): RuleNode | undefined {
  let kept = parts;
  if (kept.length <= mostParts) {
    for (const part of kept.toReversed()) {
      const others = kept.filter((other) => other !== part);
      const follows = [all(), ...others].some((other) => isNone(other, none(part)));
      kept = follows ? others : kept.map((one) => (one === part ? narrowed(part, others) : one));
    }
  }
  const [first] = kept;
  if (!first) return undefined;
  return kept.length === 1 ? first : { kind: 'and', operands: kept, start: 0, end: 0 };
}

/** A part without what is said by others: alternatives that contradict them, and in a negation what holds anyway. */
function narrowed(part: RuleNode, others: readonly RuleNode[]): RuleNode {
  if (part.kind === 'or') return within(part, (operand) => !isNone(operand, ...others));
  if (part.kind !== 'not' || part.operand.kind !== 'and') return part;
  const operand = within(part.operand, (one) => !isNone(none(one), ...others));
  return operand.kind === 'not' ? operand.operand : { ...part, operand };
}

function within(junction: JunctionNode, isKept: (operand: RuleNode) => boolean): RuleNode {
  const operands = junction.operands.filter(isKept);
  const [first] = operands;
  if (!first) return junction;
  return operands.length === 1 ? first : { ...junction, operands };
}

/** What rules of the scheme's language have no matcher for is left out: the set is then larger. */
function isWritable(part: RuleNode, scheme: Scheme): boolean {
  const names = scheme === 'http' || scheme === 'https' ? matchers.http : matchers.tcp;
  return matchersOf(part).every(
    ({ matcher: { name, args } }) => names.has(name) && !(name === 'ALPN' && args[0] === 'acme-tls/1'),
  );
}

/** The matchers of the v3 syntax. */
const matchers = {
  http: new Set(
    'ClientIP Method Host HostRegexp Path PathPrefix PathRegexp Header HeaderRegexp Query QueryRegexp'.split(
      ' ',
    ),
  ),
  tcp: new Set('ALPN ClientIP HostSNI HostSNIRegexp'.split(' ')),
};

function conjuncts(formula: Formula): readonly RuleNode[] {
  const tree = treeOf(formula);
  if (tree === true) return [];
  if (tree.kind === 'and') return tree.operands.flatMap(conjuncts);
  return [tree];
}
