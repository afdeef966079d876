import { deployment, found, objectOf } from './support';

const pod = 'spec.template.spec';

test('names of containers and volumes are labels, and those of containers each its own', () => {
  const init = 'initContainers: [{ name: web, image: a }, { name: Wait, image: a }]';
  expect(found(deployment('', `${init}\n      volumes: [{ name: a.b, emptyDir: {} }]`))).toEqual([
    `invalid-name ${pod}.initContainers.1.name`,
    `invalid-name ${pod}.initContainers.0.name`,
    `invalid-name ${pod}.volumes.0.name`,
  ]);
  expect(
    found(objectOf('apps/v1', 'StatefulSet', '{ volumeClaimTemplates: [{ metadata: { name: A } }] }')),
  ).toEqual(['invalid-name spec.volumeClaimTemplates.0.metadata.name']);
});
