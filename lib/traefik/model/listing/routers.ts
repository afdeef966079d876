import { type Location, formatFieldPath } from '../../../core/finding';
import type { Share } from '../../request';
import type { Priority } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';
import {
  type ObjectReference,
  type Scene,
  namedObjects,
  objectOf,
  routePath,
  withItems,
} from '../explain/why';
import { type Rule, formatRule, matchersOf, parseRule, readRule } from '../rules';
import { constraintsOf } from '../runtime/constraints';
import type { Health, RouterState, TcpRouterState, UdpRouterState } from '../runtime/state';
import { spread } from '../service/shares';

/** A router as a table shows it: where it comes from, what it takes, and where that goes. */
export interface ListedRouter {
  readonly protocol: 'http' | 'tcp' | 'udp';
  /** Traefik's name. */
  readonly name: string;
  /** The object that makes it; null for Traefik's own. */
  readonly object: ObjectReference | null;
  readonly path: string;
  readonly location: Location | null;
  /** The empty text for UDP, which has no rules. */
  readonly rule: string;
  readonly priority: Priority | null;
  readonly entryPoints: readonly string[];
  /** Middlewares by `namespace/name` where an object makes them, else by Traefik's name. */
  readonly middlewares: readonly string[];
  /** The same with what stands in their chains, each once, with its kind where it is known: `basicAuth`. */
  readonly passed: readonly { readonly name: string; readonly type: string | null }[];
  /** Whether it takes connections with TLS, and others not. */
  readonly isTls: boolean;
  /** Traefik's name of the service; the empty text for a router of routers. */
  readonly service: string;
  readonly backends: readonly Share[];
  /** What Traefik answers itself, in place of backends of the Gateway API that are not to be had. */
  readonly stubs: readonly { readonly status: number; readonly share: number }[];
  readonly status: Health['status'];
  readonly errors: readonly string[];
}

/** All routers: those of objects first, then Traefik's own; of each protocol those that are tried first. */
export function listRouters(scene: Scene): readonly ListedRouter[] {
  const { routers, tcpRouters, udpRouters, services, tcpServices, udpServices } = scene.built.runtime;
  const listed = [
    ...[...routers.values()].map((state) => list(scene, 'http', state, services)),
    ...[...tcpRouters.values()].map((state) => list(scene, 'tcp', state, tcpServices)),
    ...[...udpRouters.values()].map((state) => list(scene, 'udp', state, udpServices)),
  ];
  return listed.toSorted(
    (a, b) =>
      Number(a.object === null) - Number(b.object === null) ||
      protocols.indexOf(a.protocol) - protocols.indexOf(b.protocol) ||
      compare(b.priority ?? 0, a.priority ?? 0) ||
      (a.name < b.name ? -1 : 1),
  );
}

const protocols: readonly ListedRouter['protocol'][] = ['http', 'tcp', 'udp'];

function compare(a: Priority, b: Priority): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type AnyState = RouterState | TcpRouterState | UdpRouterState;

function list(
  scene: Scene,
  protocol: ListedRouter['protocol'],
  state: AnyState,
  services: Parameters<typeof spread>[0],
): ListedRouter {
  const { config, name, status, errors } = state;
  const object = config.source && objectOf(scene, config.source);
  const path = object && config.source ? routePath(object.value, config.source.route) : [];
  const service = config.service === '' ? '' : resolveName(providerOf(name), config.service);
  const { shares, stubs } =
    service === '' || service.endsWith('@internal') ? nowhere : spread(services, service);
  const middlewares = 'middlewares' in state ? state.middlewares : [];
  const priority = 'priority' in state ? state.priority : 0;
  return {
    protocol,
    name,
    object: object ? { kind: object.kind, namespace: object.namespace, name: object.name } : null,
    path: formatFieldPath(path),
    location: (object && scene.locate(object.value, path)) ?? null,
    rule: 'rule' in config ? config.rule : '',
    priority: priority === 0 ? null : priority,
    entryPoints: config.entryPoints,
    middlewares: middlewares.map((middleware) =>
      middlewareText(scene, resolveName(providerOf(name), middleware)),
    ),
    passed: passedBy(
      scene,
      protocol,
      middlewares.map((middleware) => resolveName(providerOf(name), middleware)),
    ),
    isTls: 'tls' in config && config.tls !== undefined,
    service,
    backends: shares,
    stubs: [...stubs].map(([code, share]) => ({ status: code, share })),
    status,
    errors,
  };
}

const nowhere = { shares: [], stubs: new Map<number, number>() };

function passedBy(
  scene: Scene,
  protocol: ListedRouter['protocol'],
  names: readonly string[],
): ListedRouter['passed'] {
  const { middlewares, tcpMiddlewares } = scene.built.runtime;
  return [...(protocol === 'http' ? withItems(scene, names) : names)].map((name) => {
    const config = (protocol === 'http' ? middlewares : tcpMiddlewares).get(name)?.config ?? {};
    return { name: middlewareText(scene, name), type: Object.keys(config)[0] ?? null };
  });
}

function middlewareText(scene: Scene, name: string): string {
  const object = namedObjects(scene).middlewares.get(name);
  return object ? `${object.namespace}/${object.name}` : name;
}

/**
 * The hosts that a router's rule asks for, as they are written, `~` before an expression; none where it asks for no
 * host, or for what a host must not be.
 */
export function hostsOf(router: ListedRouter): readonly string[] {
  return askedBy(router, /^Host/).flatMap(({ name, args }) =>
    args.map((host) => (name.endsWith('Regexp') ? `~${host}` : host.toLowerCase())),
  );
}

/** The paths that a router's rule asks for, or that paths have to begin with; none of expressions. */
export function pathsOf(router: ListedRouter): readonly string[] {
  return askedBy(router, /^Path(?:Prefix)?$/).flatMap(({ args }) => args);
}

/** Whether a router's rule certainly takes no request for a path: it asks for others. */
export function asksForOtherPaths({ rule: text, protocol }: ListedRouter, path: string): boolean {
  // In the v2 syntax a brace begins a placeholder.
  if (protocol === 'udp' || text.includes('{')) return false;
  const read = readRule(text, '', protocol);
  const paths = 'error' in read ? undefined : constraintsOf(read.rule).paths;
  return paths !== undefined && ![...paths].some((beginning) => path.startsWith(beginning));
}

/** The matchers of a router's rule that are not negated, by their names. */
function askedBy(
  { rule: text, protocol }: ListedRouter,
  names: RegExp,
): readonly { readonly name: string; readonly args: readonly string[] }[] {
  if (protocol === 'udp') return [];
  const read = readRule(text, '', protocol);
  if ('error' in read) return [];
  return matchersOf(read.rule.tree)
    .filter(({ matcher, negated }) => names.test(matcher.name) && !negated)
    .map(({ matcher }) => matcher);
}

/** Whether a router could take requests for a host: its rule names it, matches it, or asks for none. */
export function asksForHost({ rule: text, protocol }: ListedRouter, host: string): boolean {
  if (protocol === 'udp') return false;
  const read = readRule(text, '', protocol);
  return 'error' in read ? text.toLowerCase().includes(host) : takesHost(read.rule, host);
}

function takesHost({ tree, protocol, syntax }: Rule, host: string): boolean {
  const asked = matchersOf(tree).filter(
    ({ matcher, negated }) => matcher.name.startsWith('Host') && !negated,
  );
  const url = protocol === 'tcp' ? `tls://${host}:443` : `http://${host}/`;
  return (
    asked.length === 0 ||
    asked.some(({ matcher }) => parseRule(formatRule(matcher), { protocol, syntax }).matches({ url }))
  );
}
