import type { ApiObject } from 'cdk8s';
import type { Finding } from '../../core/finding';
import { type RuleUse, factsOf } from '../../traefik/check';
import type { CertificateUser } from '../routing';
import type { CertificateSpec } from './certificate-spec';
import { certificateCovers, isCertificateName, normalizeHost } from './dns-names';

/** A certificate with the names that it ends up with. */
interface NamedCertificate extends Pick<ApiObject, 'name' | 'metadata'> {
  readonly dnsNames: readonly string[];
}

/** What was asked for, whoever signs it. */
type CertificateRequest = Omit<CertificateSpec, 'issuerRef'>;

/** All that can be said about a Certificate by itself. */
export function checkCertificate(
  request: CertificateRequest,
  dnsNames: readonly string[],
): readonly Finding[] {
  return [
    ...checkSubjects(request, dnsNames),
    ...(request.dnsNames ?? []).flatMap((name, index): Finding[] =>
      isCertificateName(name)
        ? []
        : [
            {
              rule: 'invalid-dns-name',
              severity: 'error',
              field: ['dnsNames', index],
              message: `${JSON.stringify(name)} is no name that a certificate can be issued for.`,
              consequence:
                'The issuer refuses the whole certificate, and Traefik serves its self-signed one.',
              fix: 'Write a domain in lower case, its first label possibly `*`; addresses belong in ipAddresses.',
            },
          ],
    ),
    ...checkRenewal(request),
  ];
}

function checkSubjects(request: CertificateRequest, dnsNames: readonly string[]): readonly Finding[] {
  const { commonName, ipAddresses = [], uris = [] } = request;
  const findings: Finding[] = [];
  if (dnsNames.length + ipAddresses.length + uris.length === 0 && !commonName) {
    findings.push({
      rule: 'certificate-without-names',
      severity: 'error',
      field: ['dnsNames'],
      message: 'The certificate has no names, and no route that uses it has a Host or HostSNI.',
      consequence:
        'cert-manager refuses it, the Secret never comes, and Traefik serves its self-signed certificate.',
      fix: 'Write dnsNames, or use the certificate as the tls of routes with hosts.',
    });
  }
  if (commonName !== undefined && commonName.length > 64) {
    findings.push({
      rule: 'common-name-too-long',
      severity: 'error',
      field: ['commonName'],
      message: `The common name has ${commonName.length} characters; X.509 allows 64.`,
      consequence: 'cert-manager refuses the certificate.',
      fix: 'Leave commonName out: nobody reads it.',
    });
  }
  return findings;
}

function checkRenewal({ renewBefore, renewBeforePercentage }: CertificateRequest): readonly Finding[] {
  if (renewBefore === undefined || renewBeforePercentage === undefined) return [];
  return [
    {
      rule: 'renewal-said-twice',
      severity: 'error',
      field: ['renewBefore'],
      message: 'renewBefore and renewBeforePercentage are both given.',
      consequence: 'cert-manager refuses the certificate.',
      fix: 'Leave both out: a third of the real lifetime is right for any issuer.',
    },
  ];
}

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
