import type { TlsOptions } from '../dynamic/configuration';
import type { TcpConnection } from '../rules';
import type { Built } from '../runtime/build';
import type { TcpMuxers, TcpRoute } from '../runtime/build-tcp';
import { defaultOptions } from '../runtime/merge';
import { certificateFor } from '../runtime/certificates';
import { clientAuthOf, leavesNoVersion, tlsOptionsError } from '../runtime/tls';
import { type Match, matchRoutes } from './match';

/** Who takes a connection, before anything is read of it but the client's greeting. */
export type Taker =
  | { readonly kind: 'tcp'; readonly match: Match<TcpRoute>; readonly route: TcpRoute }
  | { readonly kind: 'http' }
  | { readonly kind: 'https'; readonly options: string; readonly chance?: string }
  | { readonly kind: 'closed'; readonly reason: string; readonly chance?: string };

const acmeProtocol = 'acme-tls/1';

/** Decides who takes a connection on an entry point: HTTP and TCP routers share it. */
export function takeConnection(
  built: Built,
  entryPoint: string,
  connection: TcpConnection,
  isTls: boolean,
): Taker {
  const muxers = built.tcp.get(entryPoint);
  if (!muxers) return { kind: 'closed', reason: `${entryPoint} takes no such connections` };
  const bare: TcpConnection = { ...connection, serverName: '', alpn: [] };
  const plain = matchRoutes(muxers.plain, bare);
  const isOnlyPlain = muxers.tls.routes.length === 0 && muxers.hosts.routes.length === 0;
  if (plain.winner && (!isTls || isOnlyPlain)) return { kind: 'tcp', match: plain, route: plain.winner };
  if (!isTls) return { kind: 'http' };
  if (connection.serverName.endsWith('.')) {
    return { kind: 'closed', reason: 'Go refuses a server name that ends in a dot' };
  }
  if (connection.alpn.includes(acmeProtocol) && !passesAcme(built, entryPoint)) {
    return { kind: 'closed', reason: 'Traefik answers the TLS challenges of ACME itself' };
  }
  return takeTls(built, muxers, connection);
}

/** Host-specific HTTPS first, then TCP, and catch-alls of either after that. */
function takeTls(built: Built, muxers: TcpMuxers, connection: TcpConnection): Taker {
  const hosts = muxers.hosts.matches(connection);
  const [host] = hosts;
  const https = (): Taker => {
    const rivals = hosts.filter(
      ({ priority, options }) => priority === host?.priority && options !== host.options,
    );
    const names = [host, ...rivals].map((rival) => rival?.options ?? 'broken ones');
    const chance =
      rivals.length > 0 ? `chance decides between the TLS options ${names.join(' and ')}` : undefined;
    return takeHttps(host?.options, chance);
  };
  const isSpecific = host !== undefined && host.host !== '*';
  if (isSpecific) return https();
  const match = matchRoutes(muxers.tls, connection);
  const { winner } = match;
  if (winner && !winner.isCatchAll) return { kind: 'tcp', match, route: winner };
  if (host) return https();
  if (winner) return { kind: 'tcp', match, route: winner };
  const isBroken = tlsOptionsError(built.runtime.configuration.tlsOptions, defaultOptions) !== undefined;
  return takeHttps(isBroken ? undefined : defaultOptions, undefined);
}

function takeHttps(options: string | undefined, chance: string | undefined): Taker {
  const certain = chance === undefined ? {} : { chance };
  return options === undefined
    ? { kind: 'closed', reason: 'the TLS options of this host are broken', ...certain }
    : { kind: 'https', options, ...certain };
}

/** ACME's own protocol reaches routers where no resolver of this Traefik needs it. */
export function passesAcme({ runtime }: Built, entryPoint: string): boolean {
  const { statics } = runtime;
  const resolvers = [...(statics.file.certificatesResolvers?.values() ?? [])];
  const isChallenged = resolvers.some(({ acme }) => acme?.tlsChallenge !== undefined);
  return statics.entryPoints.get(entryPoint)?.file.allowACMEByPass === true || !isChallenged;
}

/** Why a handshake fails with a usual client that shows no certificate; undefined where it succeeds. */
export function handshakeError(built: Built, name: string, connection: TcpConnection): string | undefined {
  const { configuration } = built.runtime;
  const options = configuration.tlsOptions.get(name);
  if (!options) return `unknown TLS options: ${name}`;
  if (leavesNoVersion(options))
    return `the TLS options ${name} leave no version that clients use (1.2 and 1.3)`;
  if (!offersKnownProtocol(connection.alpn, options)) {
    return `none of the protocols that the client offers is in the TLS options ${name}`;
  }
  if (connection.alpn.includes(acmeProtocol)) {
    return `to clients of ${acmeProtocol} Traefik shows certificates of challenges under way alone`;
  }
  if (requiresCertificate(options)) return `the TLS options ${name} require a client certificate`;
  const { certificates } = configuration;
  if (options.sniStrict && !certificateFor(certificates.values(), connection.serverName)) {
    return `the TLS options ${name} have sniStrict and there is no certificate for "${connection.serverName}"`;
  }
  return undefined;
}

/** Whether a handshake fails whoever connects, for who shows no client certificate. */
export function refusesEveryone(options: TlsOptions): boolean {
  return leavesNoVersion(options) || requiresCertificate(options);
}

function requiresCertificate(options: TlsOptions): boolean {
  const auth = clientAuthOf(options);
  return auth === 'RequireAnyClientCert' || auth === 'RequireAndVerifyClientCert';
}

function offersKnownProtocol(offered: readonly string[], { alpnProtocols }: TlsOptions): boolean {
  if (offered.length === 0 || alpnProtocols.length === 0) return true;
  if (offered.some((protocol) => alpnProtocols.includes(protocol))) return true;
  return alpnProtocols.includes('h2') && offered.includes('http/1.1');
}
