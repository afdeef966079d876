import type { RouterTls } from '../../dynamic/configuration';
import { type RequestLine, domainsOf, openTcp, parseAddress, serverNamesOf, splitUrl } from '../../rules';
import { splitHostPort } from '../../../request';
import { certificateFor, covers, namesOf } from '../../runtime/certificates';
import type { Trace } from '../result';
import type { Scene } from './scene';

/** The certificate that Traefik shows a client. */
export interface ServedCertificate {
  /** Whose it is: a Secret's, one that a resolver gets, the default store's own, or the one that Traefik makes up. */
  readonly from: 'secret' | 'resolver' | 'store' | 'traefik';
  /** The Secret that holds it, `namespace/name`. */
  readonly secret: string | null;
  readonly resolver: string | null;
  readonly names: readonly string[];
  /** Whether clients take it for the host of the URL. */
  readonly covers: boolean;
}

/** The name in the certificate that Traefik makes up at its start, behind a part by chance. */
const madeUpName = '*.traefik.default';

/** The certificate that is shown; undefined where Traefik ends no TLS. */
export function servedCertificate(
  scene: Scene,
  line: RequestLine,
  { tls }: Trace,
): ServedCertificate | undefined {
  if (!tls || tls.passthrough) return undefined;
  const authority = splitUrl(line.url)?.authority ?? '';
  const host = (splitHostPort(authority)?.host ?? authority).toLowerCase();
  // Without a server name Traefik looks for the address at which it was reached, whatever name led there.
  const serverName = openTcp(line)?.serverName ?? '';
  const wanted = serverName === '' && parseAddress(host) !== undefined ? host : serverName;
  const tell = (
    from: ServedCertificate['from'],
    names: readonly string[],
    rest: Partial<ServedCertificate> = {},
  ): ServedCertificate => ({
    from,
    secret: null,
    resolver: null,
    names,
    covers: covers(names, host),
    ...rest,
  });
  const { certificates, defaultCertificates } = scene.built.runtime.configuration;
  const found = wanted === '' ? undefined : certificateFor(certificates.values(), wanted);
  if (found) return tell('secret', namesOf(found.pem), { secret: found.secret });
  const resolved = resolvedFor(scene, wanted);
  if (resolved) return tell('resolver', resolved.names, { resolver: resolved.resolver });
  const [own] = defaultCertificates.values();
  if (own?.kind === 'secret') return tell('store', namesOf(own.pem), { secret: own.secret });
  if (own && isResolver(scene, own.resolver)) return tell('store', own.names, { resolver: own.resolver });
  return tell('traefik', [madeUpName]);
}

interface Resolved {
  readonly resolver: string;
  readonly names: readonly string[];
}

/** A certificate that a resolver gets for some router and that is for this name, once it has been issued. */
function resolvedFor(scene: Scene, serverName: string): Resolved | undefined {
  const { routers, tcpRouters, statics } = scene.built.runtime;
  const wanted = [
    ...[...routers.values()].map((state) => ({ ...state, hostsOf: domainsOf })),
    ...[...tcpRouters.values()].map((state) => ({ ...state, hostsOf: serverNamesOf })),
  ];
  for (const { config, status, hostsOf } of wanted) {
    const names = status === 'disabled' ? [] : namesWanted(hostsOf(config.rule, statics.version), config.tls);
    const { certResolver = '' } = config.tls ?? {};
    if (isResolver(scene, certResolver) && covers(names, serverName))
      return { resolver: certResolver, names };
  }
  return undefined;
}

function namesWanted(hosts: readonly string[] = [], tls: RouterTls | undefined): readonly string[] {
  if (tls?.certResolver === undefined) return [];
  const { domains = [] } = tls;
  return domains.length > 0
    ? domains.flatMap(({ main, sans = [] }) => [...(main === undefined ? [] : [main]), ...sans])
    : hosts;
}

function isResolver({ built }: Scene, name: string): boolean {
  return built.runtime.statics.file.certificatesResolvers?.has(name) === true;
}
