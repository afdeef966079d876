import { oncePer } from '../../core/base';
import { isManagedHeader } from '../model/built';
import { type Formula, takes as takesText } from '../regions';
import {
  type HttpRequest,
  type MatcherNode,
  type RuleNode,
  type TcpConnection,
  canonicalHeaderKey,
  formatRule,
  fromBytes,
  matchersOf,
  parseRule,
  toBytes,
} from '../rule';

/** All of some conditions. */
export function all(...of: readonly Formula[]): Formula {
  const [first] = of;
  return of.length === 1 && first ? first : { kind: 'all', of };
}

/** Any of some conditions. */
export function any(...of: readonly Formula[]): Formula {
  return { kind: 'any', of };
}

/** The opposite of a condition. */
export function none(of: Formula): Formula {
  return { kind: 'none', of };
}

const headerMatchers: ReadonlySet<string> = new Set(['Header', 'HeaderRegexp']);

const arrived = 'Arrived';

/**
 * A rule in which matchers cannot be laid out that ask for what Traefik itself writes before it asks rules: its own
 * headers are not those that a client sent.
 */
export const asArrived = oncePer((tree: RuleNode): RuleNode =>
  // Most rules have none, and some are deeper than a stack.
  matchersOf(tree).some(({ matcher }) => isWritten(matcher)) ? marked(tree) : tree,
);

function marked(tree: RuleNode): RuleNode {
  if (tree.kind === 'matcher') return isWritten(tree) ? { ...tree, name: arrived + tree.name } : tree;
  if (tree.kind === 'not') return { ...tree, operand: marked(tree.operand) };
  return { ...tree, operands: tree.operands.map(marked) };
}

/** Whether a matcher asks for a header that Traefik writes itself. */
export function isWritten(matcher: RuleNode): boolean {
  if (matcher.kind !== 'matcher' || !headerMatchers.has(matcher.name)) return false;
  return isManagedHeader(canonicalHeaderKey(toBytes(matcher.args[0] ?? '')));
}

/** A condition on server names as one on hosts, for requests whose client sends the host as server name. */
export function asHost(formula: Formula): Formula {
  if (formula.kind === 'paths') return formula;
  if (formula.kind === 'matcher') return { ...formula, name: formula.name.replace(/^HostSNI/, 'Host') };
  if (formula.kind === 'not' || formula.kind === 'none') return none(asHost(operandOf(formula)));
  return { kind: isAll(formula) ? 'all' : 'any', of: operandsOf(formula).map(asHost) };
}

/** A condition as a rule that takes at least what fulfils it; true where it asks for nothing, or for what no rule says. */
export function treeOf(formula: Formula): RuleNode | true {
  if (formula.kind === 'paths') return true;
  if (formula.kind === 'matcher') return formula;
  if (formula.kind === 'not' || formula.kind === 'none') {
    const operand = treeOf(operandOf(formula));
    if (operand === true) return true;
    return operand.kind === 'not' ? operand.operand : { kind: 'not', operand, start: 0, end: 0 };
  }
  const trees = operandsOf(formula).map(treeOf);
  const known = trees.filter((tree) => tree !== true);
  const [first] = known;
  if (!first || (!isAll(formula) && known.length < trees.length)) return true;
  return known.length === 1
    ? first
    : { kind: isAll(formula) ? 'and' : 'or', operands: known, start: 0, end: 0 };
}

/**
 * Whether a request fulfils a condition, by the matchers themselves.
 *
 * @param connection on which it comes, where the condition may ask for its server name or protocols
 */
export function holds(
  formula: Formula,
  request: HttpRequest | TcpConnection,
  connection?: TcpConnection,
): boolean {
  if (formula.kind === 'matcher') {
    return takes(formula, (ofConnections.has(formula.name) ? connection : undefined) ?? request);
  }
  if (formula.kind === 'paths') {
    return request.kind === 'http' && takesText(formula.automaton, fromBytes(request.path));
  }
  if (formula.kind === 'not' || formula.kind === 'none') {
    return !holds(operandOf(formula), request, connection);
  }
  const parts = operandsOf(formula);
  return isAll(formula)
    ? parts.every((part) => holds(part, request, connection))
    : parts.some((part) => holds(part, request, connection));
}

/** Matchers that only TCP routers have. */
const ofConnections: ReadonlySet<string> = new Set(['ALPN', 'HostSNI', 'HostSNIRegexp']);

type Negation = Extract<Formula, { readonly kind: 'not' | 'none' }>;
type Junction = Extract<Formula, { readonly kind: 'and' | 'or' | 'all' | 'any' }>;

/** What a negation is of. */
function operandOf(negation: Negation): Formula {
  return negation.kind === 'not' ? negation.operand : negation.of;
}

/** What a junction joins. */
function operandsOf(junction: Junction): readonly Formula[] {
  return 'operands' in junction ? junction.operands : junction.of;
}

/** Whether all that a junction joins must hold. */
function isAll({ kind }: Junction): boolean {
  return kind === 'and' || kind === 'all';
}

/** A rule of the v2 syntax as one matcher. No matcher of the v3 syntax is named V2: whoever lays it out finds it unknown. */
export function writtenInV2(text: string): MatcherNode {
  return { kind: 'matcher', name: 'V2', args: [text], start: 0, end: 0 };
}

function takes(matcher: MatcherNode, request: HttpRequest | TcpConnection): boolean {
  const { name, args } = matcher;
  if (name === 'V2') return parseRule(args.join(''), { syntax: 'v2', protocol: request.kind }).takes(request);
  const asked = name.startsWith(arrived) ? name.slice(arrived.length) : name;
  return parseRule(formatRule({ ...matcher, name: asked }), { protocol: request.kind }).takes(request);
}
