import * as factories from '../../../lib/constructs/routing/middleware-factories';
import { specSchemaOf } from '../../../lib/traefik/api/schema';

const tcpFactories = {
  inFlightConn: 'inFlightConn',
  ipAllowListTCP: 'ipAllowList',
  ipWhiteListTCP: 'ipWhiteList',
};

const kinds = Object.keys(specSchemaOf('Middleware').properties ?? {});
const tcpKinds = Object.keys(specSchemaOf('MiddlewareTCP').properties ?? {});

test('there is a function for each kind of middleware, called like the kind', () => {
  const names = Object.keys(factories).filter((name) => !(name in tcpFactories));
  expect(names.toSorted()).toEqual(kinds.toSorted());
});

test('there is a function for each kind of TCP middleware', () => {
  expect(Object.values(tcpFactories).toSorted()).toEqual(tcpKinds.toSorted());
  expect(Object.keys(factories)).toEqual(expect.arrayContaining(Object.keys(tcpFactories)));
});

test.each(Object.entries(factories))(
  '%s returns its options under its kind, and adds nothing',
  (name, factory) => {
    const options = { marker: name };
    const kind = new Map(Object.entries(tcpFactories)).get(name) ?? name;
    expect(Reflect.apply(factory, undefined, [options])).toEqual({ [kind]: options });
  },
);

test('compress and contentType need no options', () => {
  expect(factories.compress()).toEqual({ compress: {} });
  expect(factories.contentType()).toEqual({ contentType: {} });
});
