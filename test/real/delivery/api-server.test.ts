import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type ApiObjectData, formatIdentity, identityOf, objectsOf } from '../../../lib/core/manifest';
import { deliver, deliveredEnvironments, deliverySystems } from '../../../lib/project/delivery';
import { environmentsProgram } from '../../../lib/project/program';
import { type CustomResourceDefinition, crdsOf } from '../../../lib/traefik/api/crd';
import { Box, until } from '../support';
import { fromJson } from '../support/json';

const folder = path.join(__dirname, '../../support/crds/delivery');

/** A box of its own: the kinds that others serve under the same names are of other versions. */
let box: Box;

beforeAll(async () => {
  box = await Box.start();
  const crds = readdirSync(folder).flatMap((file) =>
    crdsOf(fromJson<Parameters<typeof crdsOf>[0]>(readFileSync(path.join(folder, file), 'utf8'))),
  );
  await box.apply(crds);
  for (const { spec } of crds) await until(`${spec.names.kind} is served`, () => isServed(spec));
});

afterAll(() => box.stop());

async function isServed(spec: CustomResourceDefinition['spec']): Promise<true | undefined> {
  const listing = `/apis/${spec.group}/${spec.versions[0]?.name}/${spec.names.plural}`;
  return (await box.kube.request('GET', listing)).status === 200 || undefined;
}

/** The groups whose kinds the box serves, beside Kubernetes' own. */
const served = /^(?:argoproj\.io|policy\.karmada\.io|apps\.openyurt\.io|monitoring\.coreos\.com)\//;

const variables = {};
const program = environmentsProgram('environments', { variables });
const environments = deliveredEnvironments(program, { variables, manifests: 'dist' });

test.each(deliverySystems)(
  'the API server takes all that is written for %s of the environments, and drops none of it',
  async (system) => {
    const { files, problems } = deliver([system], {
      environments,
      project: 'shop',
      repository: { path: '' },
      output: 'deploy',
    });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const objects = [...files]
      .filter(([file]) => file.endsWith('.yaml'))
      .flatMap(([file, text]) => objectsOf(text, file).objects.map(({ object }) => object))
      .filter(({ apiVersion }) => served.test(apiVersion) || !apiVersion.split('/')[0]?.includes('.'));
    expect(objects).not.toEqual([]);
    expect(await refusals(objects)).toEqual([]);
  },
);

async function refusals(objects: readonly ApiObjectData[]): Promise<readonly string[]> {
  const { rejected } = await box.tryApply(objects);
  return rejected.map(({ object, reason }) => `${formatIdentity(identityOf(object))}: ${reason}`);
}
