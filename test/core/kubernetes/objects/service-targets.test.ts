import { found, objectOf } from './support';

const service = (spec: string) => found(objectOf('v1', 'Service', spec));
const slice = (type: string, addresses: string) =>
  found(
    `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: a }, addressType: ${type}, endpoints: [{ addresses: ${addresses} }] }`,
  );

test('a Service has a port, unless it is headless or stands for a name', () => {
  expect(service('{ selector: { a: b } }')).toEqual(['service-without-port spec.ports']);
  expect(service('{ clusterIP: None }')).toEqual([]);
  expect(service('{ type: ExternalName, externalName: a.example.com. }')).toEqual([]);
});

test('an external name is a DNS name; an address is one by its form, and Traefik connects to it', () => {
  expect(service('{ type: ExternalName, externalName: "https://a.example.com" }')).toEqual([
    'invalid-external-name spec.externalName',
  ]);
  expect(service('{ type: ExternalName, externalName: 192.0.2.1 }')).toEqual([]);
  expect(service('{ type: ExternalName, externalName: a, clusterIP: None }')).toEqual([
    'option-of-other-service-type spec.clusterIP',
  ]);
});

test('addresses are of the type of their EndpointSlice', () => {
  expect(slice('IPv4', '[192.0.2.1, "2001:db8::1", web]')).toEqual([
    'invalid-address endpoints.0.addresses.1',
    'invalid-address endpoints.0.addresses.2',
  ]);
  expect(slice('IPv6', '["2001:db8::1"]')).toEqual([]);
  expect(slice('FQDN', '[a.example.com]')).toEqual([]);
});
