import { fingerprints } from '../../../lib/core/report';
import { finding, placeless } from './support';

const [known] = fingerprints([finding]);

test('a finding is known again when lines move, items change places or its object gets another version', () => {
  const moved = {
    ...finding,
    location: { file: 'other.yaml', line: 99, column: 1 },
    path: 'spec.routes[3].middlewares[1]',
    object: finding.object && { ...finding.object, apiVersion: 'traefik.io/v1beta1' },
  };
  expect(fingerprints([moved])).toEqual([known]);
});

test('another rule, object, field or message is another finding', () => {
  const others = [
    { ...finding, code: 'TR051' },
    { ...finding, object: finding.object && { ...finding.object, name: 'api' } },
    { ...finding, path: 'spec.routes[0]' },
    { ...finding, message: 'There is no Middleware "lost".' },
    placeless,
  ];
  expect(new Set([known, ...fingerprints(others)]).size).toBe(6);
});

test('two findings of one run never share a fingerprint', () => {
  expect(new Set(fingerprints([finding, finding, finding])).size).toBe(3);
});
