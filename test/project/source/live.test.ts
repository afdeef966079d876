import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { liveKinds } from '../../../lib/project/source';

test('docs/traffic-model.md shows the command that gets every kind which is read of a cluster', () => {
  const page = readFileSync(join(__dirname, '../../../docs/traffic-model.md'), 'utf8');
  const [, kinds = ''] = /kubectl get (\S+) --all-namespaces/.exec(page) ?? [];
  expect(kinds.split(',')).toEqual(liveKinds);
});
