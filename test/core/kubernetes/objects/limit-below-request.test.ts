import { container, deployment, found } from './support';

test('a limit below the request of the same is told, compared by value', () => {
  expect(found(deployment('resources: { requests: { cpu: 2 }, limits: { cpu: 500m } }'))).toEqual([
    `limit-below-request ${container}.resources.requests.cpu`,
  ]);
  expect(found(deployment('resources: { requests: { memory: 1024Mi }, limits: { memory: 1Gi } }'))).toEqual(
    [],
  );
});
