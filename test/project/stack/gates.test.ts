import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../../lib/core/finding';
import { Environments } from '../../../lib/project/environment';
import { DeliveryApp, EnvironmentStack } from '../../../lib/project/stack';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-gates-'));
  mkdirSync(join(root, 'environments'));
  writeFileSync(join(root, 'environments/dev.yaml'), 'namespace: shop\n');
  writeFileSync(
    join(root, 'environments/prod.yaml'),
    'namespace: shop\ngates:\n  coverage: { profile: cover.out, minimum: 80 }\n',
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function problemsOf(only: string): readonly string[] {
  const app = new DeliveryApp({ outdir: join(root, 'dist') });
  for (const environment of Environments.load(join(root, 'environments'), { only: [only] })) {
    new EnvironmentStack(app, environment);
  }
  try {
    app.synth();
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(
      ({ rule, location }) => `${rule} ${location?.file.replace(root, '')}:${location?.line}`,
    );
  }
}

describe('Gates of an environment', () => {
  test('stop its synth and no other, where it asks for more than the reports say', () => {
    writeFileSync(join(root, 'cover.out'), 'mode: set\nm/a.go:1.1,2.2 1 0\n');
    expect(problemsOf('dev')).toEqual([]);
    expect(problemsOf('prod')).toEqual(['go-coverage /environments/prod.yaml:3']);
    writeFileSync(join(root, 'cover.out'), 'mode: set\nm/a.go:1.1,2.2 1 1\n');
    expect(problemsOf('prod')).toEqual([]);
  });

  test('are not passed without a report', () => {
    expect(problemsOf('prod')).toEqual(['unreadable-report /environments/prod.yaml:3']);
  });
});
