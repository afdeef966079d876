import { groupBy } from '../../core/base';
import {
  type Built,
  type HostRoute,
  type TcpMuxers,
  type TcpRoute,
  certificateNames,
  defaultOptions,
  passesAcme,
  tlsOptionsError,
} from '../model/built';
import type { Formula } from '../regions';
import { type RuleNode, alpn, hostSNI } from '../rule';
import type { DoorTls } from './door';
import { all, any, none } from './formula';
import { askedOf } from './lane';
import { servedNames } from './served-names';
import { closed, refusal, tcpWay } from './tcp';
import { type Way, wayKey } from './way';

/** What becomes of connections with TLS before anything is read of them but the client's greeting. */
export type Front =
  /** Their requests go to the HTTP routers. */
  | { readonly kind: 'https'; readonly tls: DoorTls }
  /** A TCP router takes them, or they are closed. */
  | { readonly kind: 'way'; readonly tls?: DoorTls; readonly way: Way };

/** Connections that have one fate. */
export interface FrontDoor {
  readonly front: Front;
  /** Undefined where all have it. */
  readonly connections: Formula | undefined;
}

interface Entry {
  readonly asked: RuleNode;
  /** The server name that it asks for, where that is all that it asks for. */
  readonly name: string | undefined;
  readonly key: string;
  readonly front: Front;
}

/** The fates of TLS connections to an entry point, as Traefik decides them. */
export function frontsOf(built: Built, entryPoint: string, muxers: TcpMuxers): readonly FrontDoor[] {
  const entries = needed(entriesOf(built, entryPoint, muxers));
  const byKey = groupBy(entries, ({ key }) => key);
  return [...byKey].flatMap(([key, own]): readonly FrontDoor[] => {
    const [first] = own;
    if (!first) return [];
    const asked = own.map((entry) => {
      const before = entries
        .slice(0, entries.indexOf(entry))
        .filter((other) => other.key !== key && mayMeet(entry, other));
      return all(entry.asked, ...before.map((other) => none(other.asked)));
    });
    const connections = byKey.size === 1 ? undefined : any(...asked);
    return byCertificate(built, { front: first.front, connections });
  });
}

/** With sniStrict only those handshakes succeed for whose server name there is a certificate. */
function byCertificate(built: Built, door: FrontDoor): readonly FrontDoor[] {
  const { front, connections } = door;
  if (front.kind !== 'https') return [door];
  const { tls } = front;
  if (!built.runtime.configuration.tlsOptions.get(tls.options)?.sniStrict) return [door];
  const served = servedNames(certificateNames(built));
  const way = closed(
    `the TLS options ${tls.options} have sniStrict and there is no certificate for the server name`,
  );
  const strict: Front = { kind: 'way', tls, way };
  if (!served) return [{ front: strict, connections }];
  const asked = connections ? [connections] : [];
  return [
    { front, connections: all(...asked, served) },
    { front: strict, connections: all(...asked, none(served)) },
  ];
}

/** Each connection is for the first entry that asks for it; the last one takes all. */
function entriesOf(built: Built, entryPoint: string, { hosts, tls }: TcpMuxers): readonly Entry[] {
  const specific = hosts.routes.filter(({ host }) => host !== '*');
  const anyHost = hosts.routes.find(({ host }) => host === '*');
  const toHost = ({ rule, options }: HostRoute): Entry => httpsEntry(built, rule.tree, options);
  const toRoute = (route: TcpRoute): Entry =>
    // Of catch-alls that of HTTP is asked first.
    route.isCatchAll && anyHost ? toHost(anyHost) : entry(askedOf(route.rule), tcpFront(built, route));
  const isBroken = tlsOptionsError(built.runtime.configuration.tlsOptions, defaultOptions) !== undefined;
  return [
    ...(passesAcme(built, entryPoint) ? [] : [entry(alpn('acme-tls/1').tree, acme)]),
    ...specific.map(toHost),
    ...tls.routes.map(toRoute),
    ...(anyHost ? [toHost(anyHost)] : []),
    httpsEntry(built, everyone, isBroken ? undefined : defaultOptions),
  ];
}

const everyone = hostSNI('*').tree;

const acme: Front = { kind: 'way', way: closed('Traefik answers the TLS challenges of ACME itself') };

function entry(asked: RuleNode, front: Front): Entry {
  const key = JSON.stringify([front.tls ?? null, front.kind === 'way' ? wayKey(front.way) : '']);
  return { asked, name: nameOf(asked), key, front };
}

/** Connections whose requests go to HTTP routers. */
function httpsEntry(built: Built, asked: RuleNode, options: string | undefined): Entry {
  if (options === undefined)
    return entry(asked, { kind: 'way', way: closed('the TLS options of this host are broken') });
  const tls = tlsOf(built, options, false);
  const refused = refusal(built, options);
  return entry(
    asked,
    refused === undefined ? { kind: 'https', tls } : { kind: 'way', tls, way: closed(refused) },
  );
}

function tcpFront(built: Built, route: TcpRoute): Front {
  const way = tcpWay(built, route);
  if (route.kind === 'broken') return { kind: 'way', way };
  const isPassed = route.kind === 'passthrough';
  return { kind: 'way', tls: tlsOf(built, route.options ?? defaultOptions, isPassed), way };
}

function tlsOf(built: Built, options: string, passthrough: boolean): DoorTls {
  const content = passthrough ? null : (built.runtime.configuration.tlsOptions.get(options) ?? null);
  return { options, passthrough, as: JSON.stringify(content) };
}

/** Entries that say what the last one says, and that no other one behind them could contradict, are left out. */
function needed(entries: readonly Entry[]): readonly Entry[] {
  const last = entries.at(-1);
  const others = new Names();
  return entries
    .toReversed()
    .filter((candidate) => {
      const isKept = candidate === last || candidate.key !== last?.key || others.meet(candidate.asked);
      if (candidate.key !== last?.key) others.add(candidate.asked);
      return isKept;
    })
    .toReversed();
}

/** Server names of rules, as far as they are told by one HostSNI. */
class Names {
  private readonly names = new Set<string>();
  /** The wildcards that take one of them. */
  private readonly wildcards = new Set<string>();
  private hasOthers = false;

  add(rule: RuleNode): void {
    const name = nameOf(rule);
    if (name === undefined) this.hasOthers = true;
    else {
      this.names.add(name);
      this.wildcards.add(wildcardOf(name));
    }
  }

  /** Whether a rule may take a server name of one of these. */
  meet(rule: RuleNode): boolean {
    const name = nameOf(rule);
    if (this.hasOthers) return true;
    if (name === undefined) return this.names.size > 0;
    return this.names.has(name) || this.names.has(wildcardOf(name)) || this.wildcards.has(name);
  }
}

/** Whether a server name may be asked for by both: of thousands of hosts most have nothing to leave to others. */
function mayMeet({ name: one }: Entry, { name: other }: Entry): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  return one === wildcardOf(other) || wildcardOf(one) === other;
}

function nameOf(rule: RuleNode): string | undefined {
  const [name = '*'] = rule.kind === 'matcher' && rule.name === 'HostSNI' ? rule.args : [];
  return name === '*' ? undefined : name.toLowerCase().replace(/\.$/, '');
}

function wildcardOf(name: string): string {
  return name.replace(/^[^.]*/, '*');
}
