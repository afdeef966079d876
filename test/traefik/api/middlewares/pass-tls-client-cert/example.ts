import type { PassTLSClientCert } from '../../../../../lib/traefik/api/spec';

export const example: PassTLSClientCert = { pem: true, info: { subject: { commonName: true } } };
