import { checkKubernetesObject } from '../../../../lib/core/kubernetes';

function found(metadata: object, apiVersion = 'v1', spec?: object): readonly string[] {
  const object = { apiVersion, kind: apiVersion === 'v1' ? 'ConfigMap' : 'CronJob', spec };
  return checkKubernetesObject({ ...object, metadata: { name: 'a', ...metadata } }).map(
    ({ rule, field = [] }) => `${rule} ${field.join('.')}`,
  );
}

test('labels and keys that the API server refuses are told', () => {
  expect(
    found({ labels: { 'a b': 'x', 'a/b/c': 'x', ok: 'not ok', fine: '' }, annotations: { '': 'any text' } }),
  ).toEqual([
    'invalid-label metadata.labels.a b',
    'invalid-label metadata.labels.a/b/c',
    'invalid-label metadata.labels.ok',
    'invalid-label metadata.annotations.',
  ]);
});

test('the API server takes the prefix of an annotation in any case, and that of a label in lower case', () => {
  expect(found({ labels: { 'Example.com/a': 'x' }, annotations: { 'Example.com/a': 'x' } })).toEqual([
    'invalid-label metadata.labels.Example.com/a',
  ]);
});

test('those of what an object makes are told as well', () => {
  const template = { metadata: { annotations: { 'a b': 'x' } }, spec: {} };
  const jobTemplate = { metadata: { labels: { a: '-' } }, spec: { template } };
  expect(found({}, 'batch/v1', { jobTemplate })).toEqual([
    'invalid-label spec.jobTemplate.metadata.labels.a',
    'invalid-label spec.jobTemplate.spec.template.metadata.annotations.a b',
  ]);
});
