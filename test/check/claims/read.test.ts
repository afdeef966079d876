import { checkedClaim, readClaims } from '../../../lib/check/claims';
import { ProblemError } from '../../../lib/core/finding';

const text = `
claims:
  - name: the admin pages want a login
    requests: Host(\`git.example.com\`) && PathPrefix(\`/-/admin\`)
    entryPoints: [websecure]
    scheme: https
    backend: decoded
    never: { reach: [shop/gitea], without: [basicAuth, ipAllowList] }
  - name: everything is answered
    always: { answer: [401, 403, 301-308] }
  - name: the API is reached
    always: { reach: ['shop/api:8080'] }
  - { name: networks, always: { pass: [ipAllowList] } }
  - { name: certificates, always: { options: mtls } }
  - { name: clients, only: { clientIp: [10.0.0.0/8, '2001:db8::1'] } }
`;

const problemsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(
      ({ rule, message, fix = '', location }) =>
        `${location ? `${location.line}:${location.column} ` : ''}${rule}: ${message}${fix === '' ? '' : ` ${fix}`}`,
    );
  }
  return [];
};

const problemsIn = (claims: string): readonly string[] =>
  problemsOf(() => readClaims(`claims:\n${claims}`, 'claims.yaml'));

test('every form of a claim is read, each with its place', () => {
  const read = readClaims(text, 'claims.yaml');
  expect(read.map(({ claim, location }) => [claim.name, location?.line])).toEqual([
    ['the admin pages want a login', 3],
    ['everything is answered', 9],
    ['the API is reached', 11],
    ['networks', 13],
    ['certificates', 14],
    ['clients', 15],
  ]);
  expect(read[0]?.claim).toEqual({
    name: 'the admin pages want a login',
    requests: 'Host(`git.example.com`) && PathPrefix(`/-/admin`)',
    entryPoints: ['websecure'],
    scheme: 'https',
    backend: 'decoded',
    never: { reach: ['shop/gitea'], without: ['basicAuth', 'ipAllowList'] },
  });
});

test('a misspelt key is told with its place and the key that was meant', () => {
  expect(problemsIn('  - { name: a, requsts: Path(`/`), never: { reach: [shop/web] } }')).toEqual([
    '2:16 unknown-field: There is no field "requsts" here; the nearest is "requests". Write "requests".',
  ]);
  expect(problemsIn('  - { name: a, never: { reaches: [shop/web] } }')).toEqual([
    '2:25 unknown-field: There is no field "reaches" here; the nearest is "reach". Write "reach".',
  ]);
});

test('a claim says one thing', () => {
  expect(problemsIn('  - { name: a }')).toEqual([
    '2:5 missing-field: One of "never", "always", "only" or "alike" is missing. Give "never", "always", "only" or "alike".',
  ]);
  expect(
    problemsIn('  - { name: a, never: { reach: [shop/web] }, only: { clientIp: [10.0.0.0/8] } }'),
  ).toEqual(['2:5 excluded-field: "never" and "only" may not stand together. Give one of them alone.']);
  expect(problemsIn('  - { name: a, never: {} }')).toEqual([
    '2:16 invalid-claim: `never` says neither what is not reached (`reach`) nor without what (`without`). Write one of them or both.',
  ]);
});

test('a rule that Traefik would not read is told at its place', () => {
  expect(problemsIn('  - name: a\n    requests: Hst(`a`)\n    never: { reach: [shop/web] }')).toEqual([
    expect.stringMatching(/^3:5 invalid-claim: This is no rule of HTTP routers, at its character 1: .*Hst/),
  ]);
});

test('values that mean nothing are told, all of them', () => {
  expect(
    problemsIn(
      [
        '  - { name: a, never: { reach: [web, shop/web:99999999] } }',
        '  - { name: b, always: { answer: [40, 4xx, 308-301] } }',
        '  - { name: b, only: { clientIp: [10.0.0.0/99] } }',
      ].join('\n'),
    ).map((problem) => problem.slice(0, 25)),
  ).toEqual([
    '2:33 invalid-claim: "web"',
    '2:38 invalid-claim: "shop',
    '3:35 invalid-claim: 40 is',
    '3:39 invalid-claim: "4xx"',
    '3:44 invalid-claim: "308-',
    '4:35 invalid-claim: "10.0',
    '4:7 invalid-claim: There ',
  ]);
});

test('a file that is no list of claims is told', () => {
  expect(problemsOf(() => readClaims('', 'claims.yaml'))).toEqual([
    '1:1 invalid-claim: The file has no claims. Write one map with the list `claims`.',
  ]);
  expect(problemsOf(() => readClaims('claims: []\n---\nclaims: []', 'claims.yaml'))).toEqual([
    '3:1 invalid-claim: The file has several documents. Write one map with the list `claims`.',
  ]);
  expect(problemsOf(() => readClaims('- a', 'claims.yaml'))).toEqual([
    '1:1 wrong-type: Expected a map, found a list. Write a map, such as { claims: ["a"] }.',
  ]);
  expect(problemsOf(() => readClaims('claims: [', 'claims.yaml'))).toEqual([
    expect.stringContaining('invalid-yaml'),
  ]);
});

test('a claim of a program needs no name, and is held against the same schema', () => {
  expect(checkedClaim({ never: { reach: ['shop/web'] } }).name).toBe('this claim');
  expect(problemsOf(() => checkedClaim({ name: 'a', nevr: {} }))).toEqual([
    'unknown-field: There is no field "nevr" here; the nearest is "never". Write "never".',
  ]);
});
