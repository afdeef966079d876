import { Environments } from '../../../lib/project/environment';
import { ProblemError, formatLocation } from '../../../lib/core/finding';
import { problemsOf } from './support';

const routes =
  'routes:\n  http:\n    a: { match: "Host(`a.${domain}`)", services: [web] }\n    b: { match: "Host(`b.${domain}`)", services: [web] }\n';

/** `rule file:line:column` of what is wrong with an environment of this domain. */
function told(domain: string): readonly string[] {
  try {
    Environments.from([{ file: 'prod.yaml', text: `namespace: shop\ndomain: ${domain}\n${routes}` }]);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ rule, location }) => `${rule} ${location ? formatLocation(location) : '-'}`);
  }
  return [];
}

test.each(['"shop example.com"', 'https://example.com', 'example.com:8443', 'a..b', 'Example.com'])(
  'the domain %s is told once, not of each route that is built from it',
  (domain) => {
    expect(told(domain)).toEqual(['invalid-domain prod.yaml:2:1']);
  },
);

test.each(['shop.example.com', 'localhost', '${env:DOMAIN:-preview.example.com}'])(
  'the domain %s is one',
  (domain) => {
    expect(told(domain)).toEqual([]);
  },
);

test('a domain of an environment variable is not told', () => {
  const [problem] = problemsOf(
    { 'prod.yaml': 'namespace: shop\ndomain: "${env:DOMAIN}"' },
    { DOMAIN: 'Not A Domain' },
  );
  expect(problem).toMatchObject({ rule: 'invalid-domain', message: '"…" is no domain.' });
});
