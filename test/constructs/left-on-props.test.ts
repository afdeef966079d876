import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../lib/core/finding/catalogue';

const root = join(__dirname, '..', '..');

/** The rules that a text names, each between these quotes. */
function rulesIn(text: string, quote: string): readonly string[] {
  const named = text.match(new RegExp(`(?<=${quote})[a-z]+(?:-[a-z]+)+(?=${quote})`, 'g')) ?? [];
  return named.filter((id) => Object.hasOwn(catalogue, id));
}

test('docs/architecture.md says of each rule that constructs keep why objects cannot show it', () => {
  const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const reasoned = rows.flatMap((row) => rulesIn(row.split('|')[1] ?? '', '`'));
  const folder = join(root, 'lib', 'constructs');
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => rulesIn(readFileSync(join(folder, file), 'utf8'), "'"));
  expect([...new Set(reasoned)].toSorted()).toEqual([...new Set(kept)].toSorted());
});
