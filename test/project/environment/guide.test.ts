import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load, only } from './support';

const guide = readFileSync(resolve(__dirname, '../../../docs/environments.md'), 'utf8');
const examples = Array.from(guide.matchAll(/```yaml\n(.*?)```/gs), ([, text]) => [text ?? ''] as const);

describe('docs/environments.md', () => {
  it.each(examples)('shows what works: example %#', (text) => {
    const environment = only('namespace: shop\ndomain: example.com', text, {
      BRANCH: 'feature/login',
      TOKEN: 'correct-horse',
    });
    expect(environment.locate([]).file).toBe('base.yaml');
  });

  it('tells how maps merge, lists replace and null removes', () => {
    const [base, own, effective] = columns(/```\n(# base\.yaml.*?)```/s.exec(guide)?.[1] ?? '');
    const files = { 'base.yaml': `namespace: shop\n${base}`, 'prod.yaml': own ?? '' };
    const expected = { 'prod.yaml': `namespace: shop\n${effective}` };
    expect(load(files)[0]?.spec).toEqual(load(expected)[0]?.spec);
  });

  it('names every key of an environment file', () => {
    const schema: unknown = JSON.parse(
      readFileSync(resolve(__dirname, '../../../lib/project/environment/strict.schema.json'), 'utf8'),
    );
    const { properties } = Object(schema);
    const keys = Object.keys(properties).filter(
      (key) => key !== 'routes' && key !== 'tls' && key !== '$schema',
    );
    const missing = keys.filter((key) => !guide.includes(`| \`${key}\` `));
    expect(missing).toEqual([]);
  });
});

/** The texts that stand side by side, each below its heading. */
function columns(text: string): readonly string[] {
  const lines = text.split('\n');
  const starts = Array.from((lines[0] ?? '').matchAll(/#/g), ({ index }) => index);
  return starts.map((start, column) => lines.map((line) => line.slice(start, starts[column + 1])).join('\n'));
}
