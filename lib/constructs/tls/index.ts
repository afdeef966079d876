export { Certificate, type CertificateForHostsOptions, type CertificateProps } from './certificate';
export type {
  CertificatePrivateKey,
  CertificateSecretTemplate,
  CertificateSpec,
  CertificateSubject,
  CertificateUsage,
  IssuerReference,
} from './certificate-spec';
export { certificateCovers } from './dns-names';
export { type ClientAuthOptions, TLSOption, type TLSOptionProps } from './tls-option';
export { type StoredCertificate, TLSStore, type TLSStoreProps } from './tls-store';
