import { ProblemError } from '../../../../lib/core/finding';
import { validateSchema } from '../../../../lib/core/schema';
import { parseYaml } from '../../../../lib/core/yaml';
import { chartOf } from '../../../../lib/tools/chart';
import { Environments } from '../../../../lib/project/environment';

const token = 'correct-horse-battery';

function chart(text: string): ReadonlyMap<string, string> {
  const environments = Environments.from([{ file: 'prod.yaml', text: `namespace: shop\n${text}` }], {
    variables: { TOKEN: token, LEVEL: 'from-the-pipeline' },
  });
  return chartOf(environments, { name: 'shop' });
}

const service = `services:
  api:
    image: a/b:1.0.0
    env: { LEVEL: '\${env:LEVEL}' }
    secrets: { files: { /etc/token: '\${secret(env:TOKEN)}' } }
`;

test('a secret stands in no file of the chart, and its values are refused without it', () => {
  const files = chart(service);
  expect([...files.values()].filter((text) => text.includes(token))).toEqual([]);
  const values = parseYaml(files.get('values.yaml') ?? '', 'values.yaml').documents[0]?.value;
  const schema = JSON.parse(files.get('values.schema.json') ?? '');
  expect(validateSchema(schema, values)).toMatchObject([
    { path: ['services', 'api', 'secrets', 'files', '/etc/token'] },
  ]);
  expect(files.get('README.md')).toMatch(/`services.api.secrets.files."\/etc\/token"` \| Secret, .*\|  \|/);
});

test('what comes from a variable of the pipeline does not stand in the README', () => {
  expect(chart(service).get('README.md')).not.toContain('from-the-pipeline');
});

test('a chart whose templates would have a secret is refused', () => {
  const objects = `objects: { db: { apiVersion: v1, kind: Secret, stringData: { t: '\${secret(env:TOKEN)}' } } }`;
  expect(() => chart(objects)).toThrow(ProblemError);
  expect(() => chart(objects)).toThrow(/exposed-secret\n.*of the chart/);
});
