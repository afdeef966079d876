import type { ApiObject } from 'cdk8s';
import type { Finding } from '../../core/finding';
import { type RuleUse, factsOf } from '../../traefik/check';
import type { CertificateUser } from '../routing';
import type { CertificateSpec } from './certificate-spec';
import { isCertificateName } from '../../core/kubernetes';
import { certificateCovers, normalizeHost } from './dns-names';

/** A certificate with the names that it ends up with. */
interface NamedCertificate extends Pick<ApiObject, 'name' | 'metadata'> {
  readonly dnsNames: readonly string[];
}

/** What was asked for, whoever signs it. */
type CertificateRequest = Omit<CertificateSpec, 'issuerRef'>;

/** What is wrong between a certificate and routes that use it, said of the routes. */
export function checkUse(
  certificate: NamedCertificate,
  request: CertificateRequest,
  { namespace, rules }: CertificateUser,
): readonly Finding[] {
  const home = certificate.metadata.namespace;
  const findings: Finding[] = rules.flatMap((rule) => checkCoverage(certificate, request, rule));
  if (home !== namespace) {
    findings.push({
      rule: 'certificate-in-other-namespace',
      severity: 'error',
      field: ['tls'],
      message: `The Certificate "${certificate.name}" is in namespace ${home ?? '(none)'}, the routes are in ${namespace ?? '(none)'}.`,
      consequence:
        'Traefik looks for the Secret beside the routes only, and serves its self-signed certificate.',
      fix: 'Make a Certificate in the namespace of the routes.',
    });
  }
  return findings;
}

function checkCoverage(
  certificate: NamedCertificate,
  request: CertificateRequest,
  rule: RuleUse,
): readonly Finding[] {
  const { hosts, hostExpressions } = factsOf(rule);
  const isNamed = (request.dnsNames ?? []).length > 0;
  const isCovered = (host: string): boolean =>
    certificateCovers(certificate.dnsNames, host) || (request.ipAddresses ?? []).includes(host);
  const uncovered = hosts.filter((host) => host !== '*' && !isCovered(normalizeHost(host)));
  return [
    ...uncovered.map((host): Finding => {
      const canBeNamed = isCertificateName(normalizeHost(host));
      return {
        rule: 'host-not-covered',
        severity: 'error',
        field: rule.field,
        message: canBeNamed
          ? `The Certificate "${certificate.name}" does not cover ${host}.`
          : `No certificate can be issued for ${JSON.stringify(host)}.`,
        consequence: 'Clients see a certificate of another name and break off.',
        fix: canBeNamed
          ? 'Add it to dnsNames; a wildcard covers exactly one label.'
          : 'Write a domain name; for an address use ipAddresses of the certificate.',
      };
    }),
    ...(isNamed ? [] : hostExpressions).map((expression): Finding => ({
      rule: 'host-expression-without-names',
      severity: 'warning',
      field: rule.field,
      message: `The hosts that ${expression} matches are not known, so the certificate doesn't name them.`,
      consequence: 'Clients of such hosts see a certificate of another name and break off.',
      fix: 'Write dnsNames, a wildcard for example.',
    })),
  ];
}
