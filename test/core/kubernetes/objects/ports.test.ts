import { container, deployment, found, objectOf } from './support';

test('names and numbers of ports of a container that the API server refuses are told', () => {
  expect(found(deployment('ports: [{ name: HTTP, containerPort: 0 }]'))).toEqual([
    `invalid-port-name ${container}.ports.0.name`,
    `invalid-port-number ${container}.ports.0.containerPort`,
  ]);
});

test('so are those of a Service, two of one number, and a node port that its type does not have', () => {
  const ports =
    '[{ name: a, port: 80 }, { name: b, port: 80, nodePort: 30000 }, { name: c, port: 80, protocol: UDP }, { name: C, port: 90 }]';
  expect(found(objectOf('v1', 'Service', `{ ports: ${ports} }`))).toEqual([
    'node-port-without-type spec.ports.1.nodePort',
    'duplicate-port spec.ports.1.port',
    'invalid-port-name spec.ports.3.name',
  ]);
  expect(
    found(objectOf('v1', 'Service', '{ type: NodePort, ports: [{ port: 80, nodePort: 30000 }] }')),
  ).toEqual([]);
});
