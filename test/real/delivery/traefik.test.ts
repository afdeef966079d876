import path from 'node:path';
import { isPlainMap, valueAt } from '../../../lib/core/base';
import { objectsOf } from '../../../lib/core/manifest';
import { parseYaml } from '../../../lib/core/yaml';
import { deliver, deliveredEnvironments } from '../../../lib/project/delivery';
import { environmentsProgram } from '../../../lib/project/program';
import { Box } from '../support';

const root = path.join(__dirname, '..', '..', '..');
const variables = {};
const output = environmentsProgram(path.join(root, 'environments'), { only: ['prod'], variables });
const { files } = deliver(['traefik'], {
  environments: deliveredEnvironments(output, { only: ['prod'], variables, manifests: 'dist' }),
  project: 'shop',
  repository: { path: '' },
  output: 'deploy',
  isFile: () => true,
});
const { objects } = objectsOf(files.get('traefik/prod/manifests.yaml') ?? '', 'manifests.yaml');
const made = objects.map(({ object }) => object);

let box: Box;

beforeAll(async () => {
  box = await Box.start();
});

afterAll(() => box.stop());

test('the API server takes the manifests, and has no warning for pods that are to be restricted', async () => {
  const { rejected, warnings } = await box.tryApply(made);
  expect(rejected).toEqual([]);
  expect(warnings).toEqual([]);
});

test('Traefik starts from the static configuration that is written, with the entry points that the environment names', async () => {
  const text = valueAt(
    made.find(({ kind }) => kind === 'ConfigMap'),
    'data',
    'traefik.yaml',
  );
  const [document] = parseYaml(String(text), 'traefik.yaml').documents;
  const config = document?.value;
  if (!isPlainMap(config)) throw new Error('It is no configuration.');
  const traefik = await box.traefik({ config });
  const points = await traefik.api<readonly { readonly name: string }[]>('/api/entrypoints');
  const names = points.map(({ name }) => name).toSorted();
  expect(names).toEqual(['metrics', 'nats', 'ssh', 'traefik', 'web', 'websecure']);
  expect(await traefik.apiErrors()).toEqual([]);
  const [values] = parseYaml(files.get('traefik/prod/values.yaml') ?? '', 'values.yaml').documents;
  expect(Object.keys(Object(valueAt(values?.value, 'ports'))).toSorted()).toEqual(names);
});
