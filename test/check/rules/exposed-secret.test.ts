import { SecretTexts } from '../../../lib/core/finding';
import { findings } from '../../../lib/check/rules';
import { objectsOf } from '../../../lib/core/manifest';

const secrets = new SecretTexts(['correct-horse']);

function found(text: string): readonly string[] {
  return findings(objectsOf(text, 'all.yaml').objects, { secrets })
    .filter(({ rule }) => rule === 'exposed-secret')
    .map(({ message, field = [], location }) => `${location?.line} ${field.join('.')}: ${message}`);
}

test('a secret in another object is found in values, in texts around it and in keys', () => {
  expect(
    found(`
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: shop }
data:
  dsn: db://correct-horse@db
  encoded: Y29ycmVjdC1ob3JzZQ==
  correct-horse: x
`),
  ).toEqual([
    '6 data.dsn: What is marked secret stands in a ConfigMap.',
    '7 data.encoded: What is marked secret stands in a ConfigMap.',
    '5 data: What is marked secret stands in a ConfigMap.',
  ]);
});

test('a Secret has it in its data and nowhere else', () => {
  const secret =
    'apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: shop, labels: { x: LABEL } }\n';
  expect(found(`${secret.replace('LABEL', 'y')}stringData: { token: correct-horse }`)).toEqual([]);
  expect(found(secret.replace('LABEL', 'correct-horse'))).toEqual([
    '3 metadata.labels.x: What is marked secret stands beside the data of a Secret.',
  ]);
});
