import { isEqual } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import { parseRule } from '../../../traefik/rule';
import type { Question } from '../decisions';
import type { AnyRouter, Tls } from './elsewhere';
import { type Outcome, changed } from '../outcome';
import { type Piece, differs, place } from './piece';
import type { Protocol, Scene } from './scene';

/** Who makes the certificate of a route: a part of its `tls`, and what is beside that and told of it. */
export interface CertificateChoice {
  readonly tls: object;
  readonly pieces: readonly Piece[];
}

/**
 * The certificate of a router that has a resolver: one of cert-manager's where somebody names an issuer and it is known
 * for which names, else the resolver stays.
 *
 * @param name of the route
 */
export function certificateOf(
  { source }: Scene,
  protocol: Exclude<Protocol, 'udp'>,
  name: string,
  { rule = '', tls }: AnyRouter,
  syntax: string,
  at: FieldPath,
): CertificateChoice {
  const resolver = tls?.certResolver;
  if (resolver === undefined) return { tls: {}, pieces: [] };
  const asks = issuerQuestion(resolver);
  const to = ['routes', protocol, name, 'tls'];
  const path = [...at, 'tls', 'certResolver'];
  const issuer = source.decided('issuer', resolver);
  const dnsNames = (tls?.domains ?? []).flatMap(({ main, sans = [] }) => [main, ...sans]);
  const isNamed = dnsNames.length > 0 || hostsOf(rule, protocol, syntax).length > 0;
  if (issuer === undefined || !isNamed) {
    const message = `Nothing says for which names the certificate of ${name} is: Traefik's resolver ${resolver} stays.`;
    const piece = differs('CM517', path, {
      to: [...to, 'certResolver'],
      asks,
      ...(issuer !== undefined && { message }),
    });
    return { tls: resolverOf(tls), pieces: [piece] };
  }
  // Routes of HTTP and TCP may have the same name.
  const certificate = protocol === 'http' ? name : `${name}-${protocol}`;
  const told = differs('CM547', path, {
    to: [...to, 'certificate'],
    asks,
    message: `The certificate of ${name} comes from the ClusterIssuer ${issuer} in place of Traefik's resolver ${resolver}.`,
  });
  const value = {
    issuerRef: { name: issuer, kind: 'ClusterIssuer' },
    ...(dnsNames.length > 0 && { dnsNames: [...new Set(dnsNames)] }),
  };
  return { tls: { certificate }, pieces: [told, place(['certificates', certificate], value)] };
}

/**
 * The TLS that a router of HTTP without its own gets from all of its entry points, where somebody names an issuer for
 * their certificate resolver.
 */
export function tlsOfEntryPoints({ statics, source }: Scene, names: readonly string[]): Tls | undefined {
  const [first, ...others] = names.map((name) => statics.entryPoints.get(name)?.file.http?.tls);
  const { certResolver, options = 'default', domains } = first ?? {};
  if (certResolver === undefined || options !== 'default') return undefined;
  if (source.decided('issuer', certResolver) === undefined || !others.every((each) => isEqual(each, first)))
    return undefined;
  const named = domains?.flatMap(({ main, sans }) =>
    main === undefined ? [] : [{ main, ...(sans && { sans }) }],
  );
  return { certResolver, ...(named && { domains: named }) };
}

/** The certificate resolvers of entry points, which routers get that have no TLS of their own. */
export function* resolversOfEntryPoints({ statics, source }: Scene): Iterable<Outcome> {
  const { traefik } = source;
  if (traefik === undefined) return;
  for (const { name, file } of statics.entryPoints.values()) {
    const resolver = file.http?.tls?.certResolver;
    if (resolver === undefined) continue;
    const isDecided = source.decided('issuer', resolver) !== undefined;
    yield changed(isDecided ? 'CM547' : 'CM517', ['services', traefik], {
      asks: issuerQuestion(resolver),
      message: isDecided
        ? `Routes on ${name} alone have certificates of cert-manager's in place of those of its resolver ${resolver}.`
        : `Routers on ${name} get certificates by Traefik's own resolver ${resolver}.`,
    });
  }
}

/** What somebody is asked of a certificate resolver. */
function issuerQuestion(resolver: string): Question {
  return { kind: 'issuer', subject: resolver, usual: `stays ${resolver} of Traefik's` };
}

function hostsOf(rule: string, protocol: 'http' | 'tcp', syntax: string): readonly string[] {
  const { hosts } = parseRule(rule, { protocol, syntax: syntax === 'v2' ? 'v2' : 'v3' });
  return hosts.filter((host) => host !== '*');
}

function resolverOf({ certResolver, domains }: Tls = {}): object {
  return { certResolver, ...(domains && { domains }) };
}
