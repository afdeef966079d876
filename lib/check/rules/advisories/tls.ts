import { builtOf, clientAuthOf, domainsOf, lostOptions } from '../../../traefik/model';
import { readVersion } from '../../../traefik/version';
import { placesAt } from '../../cluster';
import type { Hit, Subject } from './advisory';
import { atRoute, routedBy } from './subject';

/** Routes that ask for client certificates and whose clients are not asked, since options for their host differ. */
export function unaskedCertificates(subject: Subject): readonly Hit[] {
  const { runtime } = builtOf(subject.model);
  return lostOptions(runtime).flatMap(({ router, wanted }) =>
    asksForCertificate(subject, wanted)
      ? atRoute(
          subject,
          router.config.source,
          `Clients are not asked for the certificate that ${wanted} demands.`,
          subject.requestTo(router.name),
        )
      : [],
  );
}

export function isStrict({ model }: Subject): boolean {
  return builtOf(model).runtime.statics.file.core?.strictTLSOptions === true;
}

/** Routes that ask for client certificates where the default TLS options, which a host that is not seen gets, do not. */
export function certificatesOfHosts(subject: Subject): readonly Hit[] {
  if (asksForCertificate(subject, 'default')) return [];
  const { routers } = builtOf(subject.model).runtime;
  return [...routers.values()].flatMap(({ status, config }) =>
    status === 'disabled' || !asksForCertificate(subject, config.resolvedOptions)
      ? []
      : atRoute(
          subject,
          config.source,
          'A client whose ClientHello comes in several records is not asked for its certificate; no request line shows it.',
        ),
  );
}

/** Routes of a wildcard host that ask for client certificates. */
export function wildcardCertificates(subject: Subject): readonly Hit[] {
  const { routers, statics } = builtOf(subject.model).runtime;
  return [...routers.values()].flatMap(({ name, status, config }) => {
    if (status === 'disabled' || !asksForCertificate(subject, config.resolvedOptions)) return [];
    const wildcard = domainsOf(config.rule, statics.version)?.find((host) => host.startsWith('*.'));
    if (wildcard === undefined) return [];
    const message = `Clients of ${wildcard} are to show a certificate.`;
    return atRoute(subject, config.source, message, subject.requestTo(name));
  });
}

/** The same where HTTP/3 is on. */
export function wildcardCertificatesOverHttp3(subject: Subject): readonly Hit[] {
  const { configuration } = subject.inventory.facts.traefik ?? {};
  const isOn = placesAt(configuration, ['entryPoints', '*', 'http3']).length > 0;
  return isOn ? wildcardCertificates(subject) : [];
}

/** Hosts below a negation for which TLS options or certificates are meant that they do not need. */
export function negatedHosts(subject: Subject): readonly Hit[] {
  const { routers } = builtOf(subject.model).runtime;
  const [older, newer] = [readVersion('3.7.9'), readVersion('3.7.13')];
  return [...routers.values()].flatMap(({ name, config }) => {
    const isMeant = config.tls?.options !== undefined || config.tls?.certResolver !== undefined;
    const now = new Set(domainsOf(config.rule, newer));
    const host = domainsOf(config.rule, older)?.find((each) => !now.has(each));
    if (!isMeant || host === undefined) return [];
    const message = `The host ${host} below a negation counts for TLS options and certificates.`;
    return atRoute(subject, config.source, message, subject.requestTo(name));
  });
}

/** Any route at all: the fault is in how every request is taken. */
export function anyRoute(message: string): (subject: Subject) => readonly Hit[] {
  return (subject) => {
    const [first] = routedBy(subject.model);
    return first ? atRoute(subject, first.source, message) : [];
  };
}

function asksForCertificate({ model }: Subject, options: string): boolean {
  const known = builtOf(model).runtime.configuration.tlsOptions.get(options);
  return known !== undefined && clientAuthOf(known) !== 'NoClientCert';
}
