import { found, objectOf } from './support';

test('options that the type of a Service does not have are told', () => {
  expect(found(objectOf('v1', 'Service', '{ externalTrafficPolicy: Local, ports: [{ port: 80 }] }'))).toEqual(
    ['option-of-other-service-type spec.externalTrafficPolicy'],
  );
  expect(
    found(
      objectOf(
        'v1',
        'Service',
        '{ type: LoadBalancer, externalTrafficPolicy: Local, ports: [{ port: 80 }] }',
      ),
    ),
  ).toEqual([]);
});
