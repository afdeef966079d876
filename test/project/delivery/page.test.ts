import { readFileSync } from 'node:fs';
import { deliver, deliveredEnvironments, deliverySystems } from '../../../lib/project/delivery';
import { environmentsProgram } from '../../../lib/project/program';

const page = readFileSync('docs/delivery.md', 'utf8');
const variables = {};

/** What is written of the repository's own environments into `deploy`, by file. */
const written = new Map(
  Array.from(
    deliver(deliverySystems, {
      environments: deliveredEnvironments(environmentsProgram('environments', { variables }), {
        variables,
        manifests: 'dist',
      }),
      project: 'shop',
      repository: { path: '' },
      output: 'deploy',
      isFile: () => true,
    }).files,
    ([file, text]) => [`deploy/${file}`, text],
  ),
);

const shown = [...page.matchAll(/^```(?:yaml|json|md)\n(?:#|<!--) (deploy\/\S+).*\n([^]*?)^```/gm)];

test('the page shows at least one file', () => expect(shown.length).toBeGreaterThan(0));

/** Lines stand in this order; `# …` stands for some that are left out. */
test.each(shown.map(([, file = '', text = '']) => [file, text]))('%s is as it is shown', (file, text) => {
  let rest = written.get(file) ?? '';
  const missing = text.split('\n').filter((line) => {
    if (line.trim() === '# …' || line === '') return false;
    const at = `\n${rest}`.indexOf(`\n${line}\n`);
    if (at < 0) return true;
    rest = rest.slice(at + line.length);
    return false;
  });
  expect(missing).toEqual([]);
});
