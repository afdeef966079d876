import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { composeProjects } from './compose-projects';
import { foreignProject, own, run, tarball } from './foreign-project';

let folder: string;

const lockedPlaces = (): readonly string[] => {
  const lock: { packages: object } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.keys(lock.packages);
};

beforeAll(() => {
  const installed = foreignProject('installer', {}, []);
  folder = join(installed, 'shop');
  run(installed, 'npx', ['--no', '--', 'cdk8s-traefik', 'init', 'shop']);
});

test('a new project depends on the version that wrote it', () => {
  const described: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(described).toMatchObject({ dependencies: { 'cdk8s-traefik': own.version } });
});

describe('with its packages installed', () => {
  let locked: readonly string[];

  beforeAll(() => {
    // This version may not be published; all else comes as the lock has it.
    locked = lockedPlaces();
    const description = join(folder, 'package.json');
    const text = readFileSync(description, 'utf8').replace(
      `"cdk8s-traefik": "${own.version}"`,
      `"cdk8s-traefik": "file:${tarball()}"`,
    );
    writeFileSync(description, text);
    const options = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=5', '--loglevel=error'];
    run(folder, 'npm', ['install', ...options]);
  });

  test('npm finds nothing to add to its lock, nor to take out of it', () => {
    expect(lockedPlaces().toSorted()).toEqual(locked.toSorted());
  });

  test('its types check', () => {
    expect(run(folder, 'npm', ['run', '--silent', 'typecheck'])).toBe('');
  });

  test('cdk8s synth writes its environments', () => {
    run(folder, 'npx', ['--no', '--', 'cdk8s', 'synth']);
    expect(readFileSync(join(folder, 'dist/prod/web.k8s.yaml'), 'utf8')).toContain('kind: Deployment\n');
  });

  test('its own tests pass, and once more with the snapshots they wrote', () => {
    const results = (...args: readonly string[]): unknown =>
      JSON.parse(run(folder, 'npm', ['test', '--silent', '--', '--json', ...args]));
    expect(results()).toMatchObject({ success: true, numFailedTests: 0 });
    expect(results('--ci')).toMatchObject({ success: true, snapshot: { added: 0, unmatched: 0 } });
  });

  test('the tests of each project that compose wrote pass as well', async () => {
    const moved = await composeProjects(join(folder, '..', 'moved'));
    for (const root of moved) {
      // What it depends on is what a new project does.
      symlinkSync(join(folder, 'node_modules'), join(root, 'node_modules'));
      writeFileSync(join(root, 'at-home.js'), 'process.chdir(__dirname);\n');
    }
    // One jest for all of them, each with its own configuration and in its own folder.
    const projects = moved.map((root) => ({
      ...require(join(root, 'jest.config.js')),
      displayName: basename(root),
      rootDir: root,
      setupFiles: ['<rootDir>/at-home.js'],
    }));
    writeFileSync(join(folder, 'jest.moved.json'), JSON.stringify({ projects }));
    const results: unknown = JSON.parse(
      // In CI jest writes no new snapshot unless it is told to.
      run(folder, 'npx', [
        '--no',
        '--',
        'jest',
        '--ci=false',
        '--config',
        'jest.moved.json',
        '--json',
        '--silent',
      ]),
    );
    expect(results).toMatchObject({
      success: true,
      numFailedTests: 0,
      numPassedTestSuites: moved.length,
    });
  });

  test('it makes a Helm chart', () => {
    expect(run(folder, 'npm', ['run', '--silent', 'chart'])).toContain('chart/values.prod.yaml\n');
  });
});
