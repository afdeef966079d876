import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type JsonSchema, validateSchema } from '../../../lib/core/schema';
import { parseYaml } from '../../../lib/core/yaml';
import { schemaFiles } from '../../../scripts/schema';

const root = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const editor: JsonSchema = JSON.parse(read('lib/project/environment/environment.schema.json'));

describe('the JSON Schemas of environment files', () => {
  it.each(Array.from(schemaFiles()))('are what "npm run schema" makes of the types: %s', (path, text) => {
    expect(read(path) === text).toBe(true);
  });

  it('explain every key to editors', () => {
    const silent: string[] = [];
    const walk = (schema: JsonSchema, path: string): void => {
      for (const [key, value] of Object.entries(schema.properties ?? {})) {
        if (value.description === undefined) silent.push(`${path}.${key}`);
        walk(value, `${path}.${key}`);
      }
      for (const branch of schema.anyOf ?? []) walk(branch, path);
      if (schema.items) walk(schema.items, `${path}[]`);
      if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, `${path}.*`);
    };
    walk(editor, '');
    for (const [name, definition] of Object.entries(editor.definitions ?? {})) walk(definition, name);
    expect(silent).toEqual([]);
  });

  it('are named in the first line of each of our own environment files, which fit them', () => {
    const files = readdirSync(join(root, 'environments')).filter((name) => name.endsWith('.yaml'));
    expect(files).toContain('base.yaml');
    for (const file of files) {
      const text = read(`environments/${file}`);
      expect(text.split('\n', 1)).toEqual([
        '# yaml-language-server: $schema=../lib/project/environment/environment.schema.json',
      ]);
      const { documents } = parseYaml(text, file);
      expect(validateSchema(editor, documents[0]?.value ?? {})).toEqual([]);
    }
  });

  const findings = (value: unknown): readonly string[] =>
    validateSchema(editor, value).map(({ path, rule }) => `${rule} ${path.join('.')}`);

  it('let a file say part of it, take something away, and use variables for any value', () => {
    expect(findings({})).toEqual([]);
    expect(findings({ services: { web: { replicas: 3 }, old: null }, routes: null })).toEqual([]);
    expect(findings({ services: { web: { replicas: '${n}', args: '${args}', image: '${image}' } } })).toEqual(
      [],
    );
    expect(
      findings({ namespace: 'shop-${environment}', routes: { http: { a: { syntax: '${s}' } } } }),
    ).toEqual([]);
    expect(findings({ middlewares: { a: { rateLimit: null, compress: {} } } })).toEqual([]);
  });

  it('find misspelt keys and wrong values in a single file', () => {
    expect(findings({ services: { web: { replica: 3 } } })).toEqual(['unknown-field services.web.replica']);
    expect(findings({ services: { web: { replicas: true } } })).toEqual(['wrong-type services.web.replicas']);
    expect(findings({ services: { web: { replicas: 'three' } } })).toEqual([
      'wrong-pattern services.web.replicas',
    ]);
    expect(findings({ namespace: 'Shop' })).toEqual(['wrong-pattern namespace']);
    expect(findings({ middlewares: { a: { ratelimit: {} } } })).toEqual([
      'unknown-field middlewares.a.ratelimit',
    ]);
  });
});
