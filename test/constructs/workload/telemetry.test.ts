import { containerEnv } from '../../../lib/constructs/workload/variables';
import { telemetryVariables } from '../../../lib/constructs/workload/telemetry';

const identity = { name: 'shop', version: '1.4.2', environment: 'prod' };

describe('telemetry', () => {
  test('is off unless asked for', () => {
    expect(telemetryVariables(undefined, identity)).toEqual({});
    expect(telemetryVariables(false, identity)).toEqual({});
  });

  test('names the service and its pod by one switch', () => {
    expect(telemetryVariables(true, identity)).toMatchObject({
      OTEL_SERVICE_NAME: 'shop',
      OTEL_RESOURCE_ATTRIBUTES:
        'service.namespace=$(POD_NAMESPACE),service.version=1.4.2,service.instance.id=$(POD_UID),' +
        'deployment.environment.name=prod,k8s.namespace.name=$(POD_NAMESPACE),k8s.pod.name=$(POD_NAME),k8s.node.name=$(NODE_NAME)',
    });
  });

  test('declares the fields of the pod before the attributes that use them', () => {
    const names = containerEnv(telemetryVariables(true, identity)).map(({ name }) => name);
    for (const field of ['POD_NAME', 'POD_UID', 'POD_NAMESPACE', 'NODE_NAME']) {
      expect(names.indexOf(field)).toBeLessThan(names.indexOf('OTEL_RESOURCE_ATTRIBUTES'));
    }
  });

  test('says where to send, how, and how much', () => {
    const spec = { endpoint: 'http://otel:4317', protocol: 'grpc', sampleRatio: 0.25 } as const;
    expect(telemetryVariables(spec, identity)).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4317',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    });
  });

  test('escapes what separates attributes', () => {
    const spec = { environment: 'blue', resourceAttributes: { 'team.name': 'a,b=c "d" é', 'x y': '100%' } };
    expect(telemetryVariables(spec, { name: 'shop', partOf: 'store' })['OTEL_RESOURCE_ATTRIBUTES']).toBe(
      'service.namespace=store,service.instance.id=$(POD_UID),deployment.environment.name=blue,' +
        'k8s.namespace.name=$(POD_NAMESPACE),k8s.pod.name=$(POD_NAME),k8s.node.name=$(NODE_NAME),' +
        'team.name=a%2Cb%3Dc%20%22d%22%20%C3%A9,x%20y=100%25',
    );
  });
});
