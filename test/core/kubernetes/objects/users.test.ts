import { container, deployment, found } from './support';

test('who is to run as root and not as root is told, of the pod once and of a container', () => {
  const pod = 'securityContext: { runAsUser: 0, runAsNonRoot: true }';
  expect(found(deployment('', pod))).toEqual(['root-refused spec.template.spec.securityContext.runAsUser']);
  expect(found(deployment('securityContext: { runAsUser: 0 }', pod.replace('0', '5')))).toEqual([
    `root-refused ${container}.securityContext.runAsUser`,
  ]);
  expect(found(deployment('securityContext: { runAsUser: 5 }', pod))).toEqual([]);
});
