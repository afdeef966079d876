import { checkKubernetesObject } from '../../../../lib/core/kubernetes';

const object = (kind: string, content: object) =>
  checkKubernetesObject({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...content }).map(
    ({ rule }) => rule,
  );

test('data above a mebibyte is told; that of Secrets counts decoded', () => {
  const large = 'x'.repeat(1024 * 1024 + 1);
  expect(object('ConfigMap', { data: { a: large } })).toEqual(['data-too-large']);
  expect(object('ConfigMap', { data: { a: large.slice(1) } })).toEqual([]);
  const encoded = Buffer.from(large).toString('base64');
  expect(object('Secret', { data: { a: encoded } })).toEqual(['data-too-large']);
  expect(object('Secret', { data: { a: Buffer.from(large.slice(1)).toString('base64') } })).toEqual([]);
});
