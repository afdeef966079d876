import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringifyYaml } from '../../lib/core/yaml';
import { kubectl } from '../support/tools';
import { environments, objectsOf } from './environments/site';
import { Box, until } from './support';

const program = kubectl() ?? 'kubectl, which is not on PATH';

test.each(environments().map((environment) => [environment.name, environment] as const))(
  'kubectl takes what the program writes for %s, strictly, and applies it again without a change',
  async (name, environment) => {
    const box = Box.shared();
    const file = path.join(box.folder, `${name}.yaml`);
    const namespace = `kubectl-${name}`;
    await box.apply([], { namespace });
    const objects = objectsOf(environment).map((object) => ({
      ...object,
      metadata: { ...object.metadata, namespace },
    }));
    writeFileSync(file, stringifyYaml(objects));

    const apply = async (run: string): Promise<readonly string[]> => {
      const part = await box.run({
        name: `kubectl-${name}-${run}`,
        command: program,
        args: ['apply', '--server-side', '--validate=strict', '-f', file],
        env: { KUBECONFIG: box.kubeconfig },
      });
      await until('kubectl ends', () => part.ended);
      expect(part.ended).toContain('exit status 0');
      return part.tail(1_000).split('\n').slice(1);
    };

    const first = await apply('first');
    expect(first).toHaveLength(objects.length);
    // A warning would be a line of another kind.
    expect(first.filter((line) => !line.endsWith(' serverside-applied'))).toEqual([]);
    const before = await versions(box, objects, namespace);
    await apply('second');
    expect(await versions(box, objects, namespace)).toEqual(before);
  },
);

test('kubectl is the version that the API server is tested with', () => {
  const { stdout } = spawnSync(program, ['version', '--client'], { encoding: 'utf8' });
  expect(stdout).toContain('v1.35.');
});

/** Which version of each object the API server has: it makes a new one only when something changes. */
async function versions(
  box: Box,
  objects: ReturnType<typeof objectsOf>,
  namespace: string,
): Promise<readonly unknown[]> {
  return Promise.all(
    objects.map(async (object) => (await box.kube.get(object, namespace))?.metadata['resourceVersion']),
  );
}
