import { X509Certificate, createPrivateKey } from 'node:crypto';
import { TrafficModel } from '../../../../lib/traefik/model';
import { namesOfSelfSigned, selfSigned } from '../../../../lib/traefik/model/provider/self-signed';
import { namesOf } from '../../../../lib/traefik/model/runtime/certificates';

const names = [
  'a.example.com',
  '*.b.example.com',
  `${'x'.repeat(60)}.${'y'.repeat(60)}.${'z'.repeat(60)}.example.com`,
];

test('a stand-in certificate is one that X.509 readers take, for all of its names', () => {
  const pair = selfSigned(names);
  const certificate = new X509Certificate(pair.certificate);
  expect(certificate.subjectAltName).toBe(names.map((name) => `DNS:${name}`).join(', '));
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(pair.key))).toBe(true);
});

test('a stand-in certificate is for the names that readers find in it, told without reading it', () => {
  const odd = [['B.example.com', 'a.example.com', 'a.example.com'], ['with space, DNS:b'], ['10.0.0.1'], []];
  for (const dnsNames of [names, ...odd]) {
    const { certificate } = selfSigned(dnsNames);
    // What others wrote is read, and a text that is written otherwise is not known as ours.
    const read = namesOf(`\n${certificate}`);
    expect(namesOf(certificate)).toEqual(read);
    expect(namesOfSelfSigned(certificate) === undefined).toBe(dnsNames.some((name) => name.includes(' ')));
  }
});

test('whatever a stand-in certificate is for, its signature is one', () => {
  for (let count = 0; count < 200; count++) {
    const certificate = new X509Certificate(
      selfSigned([`${'x'.repeat(count % 60)}${count}.test`]).certificate,
    );
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  }
});

const objects = [
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } },
  {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'web' },
    spec: {
      entryPoints: ['websecure'],
      routes: [{ match: 'Host(`a.example.com`)', kind: 'Rule', services: [{ name: 'web', port: 80 }] }],
      tls: { secretName: 'web-tls' },
    },
  },
  {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TLSOption',
    metadata: { name: 'default' },
    spec: { sniStrict: true },
  },
];
const certificate = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'web' },
  spec: { secretName: 'web-tls', dnsNames: ['a.example.com'] },
};

test('where SNI is strict, a host is served by the certificate that a Certificate asks for', () => {
  const request = { url: 'https://a.example.com/' };
  expect(TrafficModel.from(objects).explain(request).outcome).toBe('rejected');
  expect(TrafficModel.from([...objects, certificate]).explain(request).outcome).toBe('forwarded');
});

test('a Secret that is there counts, whatever a Certificate says of it', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'web-tls' }, data: {} };
  const model = TrafficModel.from([...objects, certificate, secret]);
  expect(model.explain({ url: 'https://a.example.com/' }).outcome).toBe('rejected');
});
