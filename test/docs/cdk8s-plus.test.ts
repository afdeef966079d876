import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';

const guide = readFileSync(join(__dirname, '../../docs/cdk8s-plus.md'), 'utf8');

test('docs/cdk8s-plus.md shows the program that is compiled and run here', () => {
  const program = readFileSync(join(__dirname, 'cdk8s-plus.ts'), 'utf8');
  const [, shown] = /```ts\n([^]*?)```/.exec(guide) ?? [];
  expect(program.replace("'../../lib'", "'cdk8s-traefik'")).toBe(shown);
  const synth = jest.spyOn(App.prototype, 'synth').mockReturnValue(undefined);
  jest.requireActual('./cdk8s-plus');
  const [app] = synth.mock.contexts;
  synth.mockRestore();
  expect(app?.synthYaml()).toContain('kind: HorizontalPodAutoscaler\n');
});
