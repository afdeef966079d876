import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { objectsOf } from '../../../lib/core/manifest';
import { kubectl } from '../../support/tools';
import { Box, until } from '../support';

let box: Box;

beforeAll(async () => {
  box = await Box.start();
}, 60_000);

afterAll(async () => box.stop());

const example = 'docs/policy-example';

test.each(['README.md', 'docs/policy.md'])(
  '%s shows what kubectl prints where the example breaks its policy',
  async (page) => {
    const [, said = ''] =
      /^\$ kubectl apply -f docs\/policy-example\/web\.yaml\n(.+)\n/m.exec(readFileSync(page, 'utf8')) ?? [];
    expect(said).toContain('no-port-80');
    const policy = readFileSync(`${example}/no-port-80.yaml`, 'utf8');
    await box.apply(objectsOf(policy, 'no-port-80.yaml').objects.map(({ object }) => object));
    await box.apply([], { namespace: 'shop' });
    let runs = 0;
    const shown = await until('the API server asks the policy', async () => {
      const part = await box.run({
        name: `kubectl-page-${page.replaceAll(/\W/g, '-')}-${runs++}`,
        command: kubectl() ?? 'kubectl, which is not on PATH',
        args: ['apply', '-f', resolve(example, 'web.yaml'), '--dry-run=server'],
        env: { KUBECONFIG: box.kubeconfig },
      });
      await until('kubectl ends', () => part.ended);
      const printed = part.tail(1_000);
      return printed.includes('no-port-80') ? printed : undefined;
    });
    expect(shown).toContain(said);
  },
  60_000,
);
