import { check } from '../support';

const pods = (apiVersion: string, kind: string, name: string): string => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: 'a/b:1', ports: [{ name: http, containerPort: 80 }] }] }
`;

const service = (targetPort: string): string => `---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: ${targetPort} }] }
`;

const told = (yaml: string): readonly string[] =>
  check(yaml, undefined, { advice: true }).flatMap(({ rule, message }) =>
    rule === 'unselected-pods' || rule === 'unknown-target-port' ? [message] : [],
  );

test.each([
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['argoproj.io/v1alpha1', 'Rollout'],
  ['v1', 'ReplicationController'],
  ['batch/v1', 'Job'],
])('the pods of %s %s are those that a Service selects', (apiVersion, kind) => {
  const other = pods('apps/v1', 'Deployment', 'api');
  expect(told(pods(apiVersion, kind, 'web') + other + service('http'))).toEqual([]);
  expect(told(pods(apiVersion, kind, 'web') + other + service('htp'))).toEqual([
    'No container that the Service selects has a port called "htp": they name http.',
  ]);
  expect(told(pods(apiVersion, kind, 'wbe') + other + service('http'))).toEqual([
    'No workload of the namespace has the labels app=web.',
  ]);
});

test('a Job alone in a namespace does not tell that the pods of its Services are there', () => {
  expect(told(pods('batch/v1', 'Job', 'migrate') + service('http'))).toEqual([]);
});
