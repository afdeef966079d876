import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** The rule ids that the files of a room report. */
function rulesOf(room: string): readonly string[] {
  const folder = join(root, 'lib', room);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/rule: '([a-z-]+)'/g)].map(([, rule = '']) => rule),
  );
}

describe('docs/routing.md', () => {
  test.each(['constructs/routing', 'constructs/tls'])(
    'names every rule that the checks of %s report',
    (room) => {
      const text = readFileSync(join(root, 'docs/routing.md'), 'utf8');
      const rules = rulesOf(room);
      expect(rules.length).toBeGreaterThan(5);
      expect(rules.filter((rule) => !text.includes(`\`${rule}\``))).toEqual([]);
    },
  );
});
