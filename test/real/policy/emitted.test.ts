import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ApiObjectData, objectsOf } from '../../../lib/core/manifest';
import { commandLine } from '../../support/command-line';
import { Box, until } from '../support';

let box: Box;

beforeAll(async () => {
  box = await Box.start();
}, 60_000);

afterAll(async () => box.stop());

function service(name: string, type: string): ApiObjectData {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { type, ports: [{ port: 80 }] },
  };
}

const own = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: no-port-81 }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], resources: [services], operations: [CREATE, UPDATE] }
  validations:
    - expression: object.spec.ports.all(p, p.port != 81)
      messageExpression: "'port 81 of ' + object.metadata.name + ' is taken'"
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: no-port-81 }
spec: { policyName: no-port-81, validationActions: [Deny] }
`;

const exceptions = `exceptions:
  - { policy: PL045, kind: Service, namespace: shop, name: traefik, reason: it is Traefik, owner: team-a, until: '2999-01-01' }
`;

test('what is emitted for production refuses what is an error here, and lets through what an exception does', async () => {
  const [policies, file] = ['own.yaml', 'exceptions.yaml'].map((name) => path.join(box.folder, name));
  if (policies === undefined || file === undefined) throw new Error('no paths');
  writeFileSync(policies, own);
  writeFileSync(file, exceptions);
  const { out, code } = await commandLine([
    'policy',
    'emit',
    '--profile',
    'prod',
    '--namespace',
    'shop',
    '--policies',
    policies,
    '--exceptions',
    file,
  ]);
  expect(code).toBe(0);
  await box.apply(objectsOf(out, 'emitted').objects.map(({ object }) => object));

  // The API server takes policies into use one after another, so each is waited for.
  let probes = 0;
  const refusalOf = async (probe: (name: string) => ApiObjectData): Promise<string> =>
    until('the API server asks the policy', async () => {
      const { rejected } = await box.tryApply([probe(`web-${probes++}`)]);
      return rejected[0]?.reason;
    });
  expect(await refusalOf((name) => service(name, 'LoadBalancer'))).toContain(
    "ValidatingAdmissionPolicy 'prod.exposed-service.policy.cdk8s-traefik' with binding 'prod.exposed-service.policy.cdk8s-traefik' denied request: The Service is of the type LoadBalancer.",
  );
  const { accepted } = await box.apply([service('traefik', 'LoadBalancer'), service('plain', 'ClusterIP')]);
  expect(accepted.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(['traefik', 'plain']));

  const taken = (name: string): ApiObjectData => ({
    ...service(name, 'ClusterIP'),
    spec: { ports: [{ port: 81 }] },
  });
  expect(await refusalOf(taken)).toMatch(
    /ValidatingAdmissionPolicy 'no-port-81' with binding 'no-port-81' denied request: port 81 of web-\d+ is taken/,
  );
}, 120_000);
