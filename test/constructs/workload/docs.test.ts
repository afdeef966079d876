import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { collectProblems } from '../../../lib/constructs/construct';
import { Environments } from '../../../lib/project/environment';
import { GoCronJob, GoJob, GoService } from '../../../lib/constructs/workload';

const root = join(__dirname, '../../..');
const guide = readFileSync(join(root, 'docs/go-service.md'), 'utf8');
const examples = Array.from(guide.matchAll(/```yaml\n(.*?)```/gs), ([, text]) => [text ?? ''] as const);

describe('docs/go-service.md', () => {
  test.each(examples)('shows what works: example %#', (text) => {
    const [environment] = Environments.from([
      { file: 'base.yaml', text: 'namespace: shop\n' },
      { file: 'prod.yaml', text },
    ]);
    const services = Object.entries(environment?.spec.services ?? {});
    expect(services).not.toEqual([]);
    const chart = new Chart(new App(), 'chart');
    for (const [name, spec] of services) new GoService(chart, name, spec);
    for (const [name, spec] of Object.entries(environment?.spec.jobs ?? {})) new GoJob(chart, name, spec);
    for (const [name, spec] of Object.entries(environment?.spec.cronJobs ?? {}))
      new GoCronJob(chart, name, spec);
    expect(collectProblems(chart)).toEqual([]);
  });
});
