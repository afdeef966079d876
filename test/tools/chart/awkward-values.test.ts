import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { writeChart } from '../../../lib/tools/chart';
import { valueAt } from '../../../lib/tools/chart/values';
import { type ApiObjectData } from '../../../lib/core/manifest';
import { stringifyYamlValue } from '../../../lib/core/yaml';
import { awkward } from './changes';
import { shop } from './shop';
import { template, temporaryFolder, withHelm } from './support';

const seed = 20261122;

withHelm('awkward values', () => {
  const folder = temporaryFolder();
  writeChart(folder, shop().files);

  const logLevelOf = (objects: readonly ApiObjectData[]): unknown => {
    const deployment = objects.find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'httpbin',
    );
    const text = JSON.stringify(deployment);
    const found = /\{"name":"LOG_LEVEL","value":("(?:[^"\\]|\\.)*")\}/.exec(text)?.[1];
    return found === undefined ? undefined : JSON.parse(found);
  };

  test('come through a file of values as they are, and nothing in them is executed', () => {
    // All in one run of Helm: each is the text of a route of its own.
    const texts = fc.sample(awkward, { numRuns: 300, seed });
    const middlewares = Object.fromEntries(
      texts.map((text, index) => [`t${index}`, { headers: { customRequestHeaders: { 'X-Test': text } } }]),
    );
    const file = join(folder, 'awkward.yaml');
    writeFileSync(file, stringifyYamlValue({ middlewares }));
    const objects = template(folder, 'shop', '-f', file);
    const found = texts.map((_, index) => {
      const object = objects.find(
        ({ kind, metadata }) => kind === 'Middleware' && metadata.name === `t${index}`,
      );
      return valueAt(object, ['spec', 'headers', 'customRequestHeaders', 'X-Test']);
    });
    expect(found).toEqual(texts);
  });

  test.each([
    '{{ .Values.environment }}',
    '{{',
    'yes',
    '0123',
    '1e3',
    '9007199254740993',
    '2024-01-01',
    'ümläut 日本 😀',
  ])('come through --set-string: %s', (text) => {
    const objects = template(
      folder,
      'shop',
      '--set-string',
      `services.httpbin.env.LOG_LEVEL=${text.replaceAll(/[{},.]/g, '\\$&')}`,
    );
    expect(logLevelOf(objects)).toBe(text);
  });

  test('come through --set', () => {
    expect(
      logLevelOf(template(folder, 'shop', '--set', 'services.httpbin.env.LOG_LEVEL=a "b" \'c\' `d`')),
    ).toBe('a "b" \'c\' `d`');
  });
});
