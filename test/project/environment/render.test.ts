import * as fc from 'fast-check';
import { renderEnvironment } from '../../../lib/project/environment';
import { parseYaml } from '../../../lib/core/yaml';
import { only } from './support';
import { character } from '../../support/character';

const seed = 20260305;

const base = [
  'namespace: shop',
  'vars: { tag: v1, empty: {} }',
  'services:',
  '  web:',
  '    image: web:${tag}-${env:BUILD}',
  '    config:',
  '      files:',
  '        /etc/a.conf: |',
  '          a = 1',
  '          # b = 2',
].join('\n');
const own = 'services:\n  web:\n    replicas: 3\n';
const variables = { BUILD: '7' };

describe('the effective environment', () => {
  it('is printed as YAML', () => {
    expect(renderEnvironment(only(base, own, variables))).toBe(
      [
        'namespace: shop',
        'vars:',
        '  tag: v1',
        '  empty: {}',
        'services:',
        '  web:',
        '    image: web:v1-7',
        '    config:',
        '      files:',
        '        /etc/a.conf: |',
        '          a = 1',
        '          # b = 2',
        '    replicas: 3',
        '',
      ].join('\n'),
    );
  });

  it('is printed as JSON', () => {
    const environment = only(base, own, variables);
    expect(JSON.parse(renderEnvironment(environment, { format: 'json' }))).toEqual(environment.spec);
  });

  it('says on each line where its value comes from', () => {
    const text = renderEnvironment(only(base, own, variables), { provenance: true });
    expect(text.split('\n').map((line) => line.replace(/(\S) {2,}#/, '$1  #'))).toEqual([
      'namespace: shop  # base.yaml:1:1',
      'vars:',
      '  tag: v1  # base.yaml:2:9',
      '  empty: {}  # base.yaml:2:18',
      'services:',
      '  web:',
      '    image: web:v1-7  # base.yaml:5:5 ← ${tag} base.yaml:2:9 ← ${env:BUILD}',
      '    config:',
      '      files:',
      '        /etc/a.conf: |  # base.yaml:8:9',
      '          a = 1',
      '          # b = 2',
      '    replicas: 3  # prod.yaml:3:5',
      '',
    ]);
  });

  it('says the same in JSON beside the environment', () => {
    const environment = only(base, own, variables);
    const result: unknown = JSON.parse(renderEnvironment(environment, { format: 'json', provenance: true }));
    expect(result).toMatchObject({
      environment: environment.spec,
      provenance: expect.arrayContaining([
        {
          path: ['services', 'web', 'image'],
          location: { file: 'base.yaml', line: 5, column: 5 },
          variables: [
            { name: 'tag', location: { file: 'base.yaml', line: 2, column: 9 } },
            { name: 'env:BUILD' },
          ],
        },
      ]),
    });
  });

  it('reads back as it is, whatever its values, with comments and without', () => {
    const texts = fc.oneof(
      fc.string({ unit: character }),
      fc.string({ unit: fc.constantFrom(' ', '#', ':', '\n', '"', "'", '|', '-', 'a') }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), texts), { maxLength: 5 }),
        (entries) => {
          const vars = Object.fromEntries(entries.map(([key, text]) => [key, text.replaceAll('${', '$${')]));
          const names = new Set(['environment', 'namespace', 'domain']);
          fc.pre(entries.every(([key]) => !names.has(key)));
          const environment = only(JSON.stringify({ namespace: 'shop', vars }));
          for (const provenance of [false, true]) {
            const { documents, problems } = parseYaml(renderEnvironment(environment, { provenance }), 'x');
            expect(problems).toEqual([]);
            expect(documents[0]?.value).toEqual(environment.spec);
          }
        },
      ),
      { seed },
    );
  });
});
