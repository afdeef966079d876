import { ApiObject } from 'cdk8s';
import {
  type SelectablePort,
  portsOfService,
  schemeToWrite,
  selectPort,
} from '../../../lib/constructs/routing/service-port';
import { makeChart } from './support';

const http: SelectablePort = { name: 'http', port: 80 };
const grpc: SelectablePort = { name: 'grpc', port: 5557, scheme: 'h2c' };
const metrics: SelectablePort = { name: 'metrics', port: 9090, routed: false };
const dns: SelectablePort = { name: 'dns', port: 53, protocol: 'UDP' };

describe('the port that a route means', () => {
  test('is the one called http for an HTTP route', () => {
    expect(selectPort('web', [grpc, http, metrics], undefined, 'http')).toEqual({ port: http });
  });

  test('is not the one called http for a TCP route, unless it is the only one', () => {
    expect(selectPort('web', [grpc, http], undefined, 'tcp').problem?.rule).toBe('ambiguous-port');
    expect(selectPort('web', [http, metrics, dns], undefined, 'tcp')).toEqual({ port: http });
  });

  test('is the only one of its protocol that may be routed', () => {
    expect(selectPort('web', [grpc, metrics, dns], undefined, 'http')).toEqual({ port: grpc });
    expect(selectPort('web', [http, dns], undefined, 'udp')).toEqual({ port: dns });
  });

  test('is found by name or by number, and never by a number in quotes', () => {
    expect(selectPort('web', [http, grpc], 'grpc', 'http')).toEqual({ port: grpc });
    expect(selectPort('web', [http, grpc], 80, 'http')).toEqual({ port: http });
    expect(selectPort('web', [http, grpc], '80', 'http').problem?.rule).toBe('unknown-port');
  });

  test('has the protocol of the route', () => {
    const tcp = { ...dns, name: 'dns-tcp', protocol: 'TCP' };
    expect(selectPort('dns', [dns, tcp], 53, 'tcp')).toEqual({ port: tcp });
    expect(selectPort('dns', [dns], 'dns', 'tcp').problem?.rule).toBe('unknown-port');
  });

  test('does not exist on a service without ports', () => {
    expect(selectPort('web', [], undefined, 'http').problem?.rule).toBe('no-port');
    expect(selectPort('web', [metrics], undefined, 'http').problem?.rule).toBe('no-port');
    expect(selectPort('web', [], 80, 'http').problem?.fix).toBe('It has none.');
  });
});

describe('the scheme that is written', () => {
  test('is left out where Traefik comes to it by itself', () => {
    expect(schemeToWrite({ port: 80 })).toBeUndefined();
    expect(schemeToWrite({ port: 80, scheme: 'http' })).toBeUndefined();
    expect(schemeToWrite({ port: 443, scheme: 'https' })).toBeUndefined();
    expect(schemeToWrite({ name: 'https-api', port: 8443, scheme: 'https' })).toBeUndefined();
  });

  test('is there where Traefik would take another', () => {
    expect(schemeToWrite({ port: 5557, scheme: 'h2c' })).toBe('h2c');
    expect(schemeToWrite({ port: 8443, scheme: 'https' })).toBe('https');
    expect(schemeToWrite({ port: 443, scheme: 'http' })).toBe('http');
    expect(schemeToWrite({ name: 'https', port: 80, scheme: 'http' })).toBe('http');
  });
});

describe('the ports of a Service', () => {
  function portsOf(spec: object | undefined): readonly SelectablePort[] | undefined {
    return portsOfService(new ApiObject(makeChart(), 'service', { apiVersion: 'v1', kind: 'Service', spec }));
  }

  test('are its ports, with the scheme of their appProtocol', () => {
    const ports = [{ port: 80 }, { name: 'api', port: 443, protocol: 'TCP', appProtocol: 'https' }];
    expect(portsOf({ ports })).toEqual([
      { port: 80 },
      { name: 'api', port: 443, protocol: 'TCP', scheme: 'https' },
    ]);
  });

  test('are none where it has none, and do not matter for an ExternalName', () => {
    expect(portsOf(undefined)).toEqual([]);
    expect(portsOf({ type: 'ClusterIP' })).toEqual([]);
    expect(portsOf({ type: 'ExternalName', externalName: 'example.com' })).toBeUndefined();
  });
});
