import type { RuleGroup } from './rule';

const otherCertificate = 'Clients see a certificate of another name and break off.';

/** Certificates, TLS options and stores. */
export const tlsRules = {
  title: 'Certificates and TLS',
  looksAt: 'Certificate, TLSOption, TLSStore, and the routes that use them.',
  rules: {
    'certificate-without-names': {
      code: 'TR180',
      wrong: 'A certificate has no names, and no route that uses it has a Host or HostSNI.',
      consequence:
        'cert-manager refuses it, the Secret never comes, and Traefik serves its self-signed certificate.',
      fix: 'Write dnsNames, or use the certificate as the tls of routes with hosts.',
    },
    'invalid-dns-name': {
      code: 'TR181',
      wrong: 'A text is no name that a certificate can be issued for.',
      consequence: 'The issuer refuses the whole certificate, and Traefik serves its self-signed one.',
      fix: 'Write a domain in lower case, its first label possibly `*`; addresses belong in ipAddresses.',
    },
    'common-name-too-long': {
      code: 'TR182',
      wrong: 'A common name has more than 64 characters.',
      consequence: 'cert-manager refuses the certificate.',
      fix: 'Leave commonName out: nobody reads it.',
    },
    'renewal-said-twice': {
      code: 'TR183',
      wrong: 'renewBefore and renewBeforePercentage are both given.',
      consequence: 'cert-manager refuses the certificate.',
      fix: 'Leave both out: a third of the real lifetime is right for any issuer.',
    },
    'missing-issuer': {
      code: 'TR184',
      wrong: 'A certificate has no issuer.',
      consequence: 'The API server refuses a Certificate without issuerRef.',
      fix: 'Set `issuer` for the whole environment, or `issuerRef` here.',
    },
    'host-not-covered': {
      code: 'TR185',
      wrong: 'The certificate of routes does not cover a host of theirs.',
      consequence: otherCertificate,
      fix: 'Add the host to dnsNames; a wildcard covers exactly one label.',
    },
    'host-expression-without-names': {
      code: 'TR186',
      severity: 'warning',
      wrong: 'The hosts that an expression matches are not known, so the certificate does not name them.',
      consequence: otherCertificate,
      fix: 'Write dnsNames, a wildcard for example.',
    },
    'certificate-in-other-namespace': {
      code: 'TR187',
      wrong: 'A certificate is in another namespace than the routes that use it.',
      consequence:
        'Traefik looks for the Secret beside the routes only, and serves its self-signed certificate.',
      fix: 'Make a Certificate in the namespace of the routes.',
    },
    'secret-in-other-namespace': {
      code: 'TR188',
      wrong: 'A Secret is in another namespace than the object that names it.',
      consequence: 'Traefik looks for it beside the object only and does not find it.',
      fix: 'Put both into one namespace.',
    },
    'two-certificates': {
      code: 'TR189',
      wrong: 'Routes have a certificate and another source of one as well.',
      consequence: 'Which certificate a client sees would not follow from what is written.',
      fix: 'Leave one of them out.',
    },
    'unfindable-tls-option': {
      code: 'TR077',
      wrong: 'The name of a TLSOption has a dot or two hyphens in a row.',
      consequence:
        'Traefik does not find it: routers that name it are disabled and TLS for their hosts fails.',
      fix: 'Write single hyphens.',
    },
    'unread-tls-store': {
      code: 'TR074',
      wrong: 'A TLSStore is not called default.',
      consequence: 'Traefik serves certificates of the store called default only.',
      fix: 'Call it default.',
    },
  },
} as const satisfies RuleGroup;
