import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CustomResourceDefinitionSpec, crdsOf } from '../../lib/traefik/api/crd';
import { classesOf, schemaFilesOf } from '../../scripts/import';

function read(file: string): string {
  return readFileSync(resolve(__dirname, '../../imports', file), 'utf8');
}

function definitionsOf(group: string): readonly CustomResourceDefinitionSpec[] {
  return JSON.parse(read(`${group}.schema.json`));
}

describe.each(['traefik.io', 'cert-manager.io'])('imports/%s', (group) => {
  test('the classes are what cdk8s import makes of the schemas', () => {
    expect(classesOf(definitionsOf(group))).toBe(read(`${group}.ts`));
  }, 60_000);

  test('the CRDs made of the schemas lead to the same schemas again', () => {
    const crds = crdsOf(definitionsOf(group)).map((crd) => `---\n${JSON.stringify(crd)}\n`);
    expect(schemaFilesOf(crds.join(''))).toEqual(new Map([[`${group}.schema.json`, read(`${group}.schema.json`)]]));
  });
});

test('the imports hold every kind of Traefik, and what cert-manager issues certificates with', () => {
  const kindsOf = (group: string) => definitionsOf(group).map(({ names }) => names.kind);
  expect(kindsOf('traefik.io')).toHaveLength(10);
  expect(kindsOf('cert-manager.io')).toEqual(['Certificate', 'ClusterIssuer', 'Issuer']);
});

test('descriptions are left out, and fields called description stay', () => {
  const field = { type: 'string', description: 'prose' };
  const schema = { type: 'object', description: 'prose', properties: { description: field } };
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: { group: 'example.com', versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }] },
  };
  const [text = ''] = schemaFilesOf(JSON.stringify(crd)).values();
  expect(JSON.parse(text)[0].versions[0].schema.openAPIV3Schema).toEqual({
    type: 'object',
    properties: { description: { type: 'string' } },
  });
});

test('what is no CRD is left alone', () => {
  expect(schemaFilesOf('---\n---\nkind: Secret\n---\njust text\n---\n[1, 2]\n')).toEqual(new Map());
});
