import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Environments } from '../../../lib';
import { projectFiles, starterProject, writeProject } from '../../../lib/project/scaffold';
import { filesIn, problemsOf, temporaryFolders } from '../stack/support';

const temporary = temporaryFolders();
const repository = resolve(__dirname, '../../..');
const starter = starterProject({ name: 'shop', domain: 'example.com' });

/** A project as `npm ci` leaves it, with the packages of this repository. */
function installed(): string {
  const folder = join(temporary(), 'shop');
  writeProject(folder, starter);
  const { dependencies, devDependencies } = packageOf(projectFiles(starter, folder));
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(name === 'cdk8s-traefik' ? repository : join(repository, 'node_modules', name), path);
  }
  return folder;
}

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function packageOf(files: ReadonlyMap<string, string>): Package {
  return JSON.parse(files.get('package.json') ?? '');
}

test('a new project synthesizes with the command that its cdk8s.yaml names, without a word', () => {
  const folder = installed();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/cdk8s-traefik/bin/synth.js', 'main.ts'],
    { cwd: folder, encoding: 'utf8' },
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(Object.keys(filesIn(join(folder, 'dist'))).filter((file) => !file.startsWith('.'))).toEqual(
    expect.arrayContaining(['dev/web.k8s.yaml', 'prod/web.k8s.yaml', 'staging/web.k8s.yaml']),
  );
}, 60_000);

test('its three environments say apart what differs', () => {
  const folder = join(temporary(), 'shop');
  writeProject(folder, starter);
  const environments = Environments.load(join(folder, 'environments'), { variables: {} });
  expect(environments.map(({ name, domain }) => [name, domain])).toEqual([
    ['dev', 'dev.example.com'],
    ['prod', 'example.com'],
    ['staging', 'staging.example.com'],
  ]);
});

test('its versions are exact and those that this repository is tested with', () => {
  const files = projectFiles(starter);
  const { dependencies, devDependencies } = packageOf(files);
  const { devDependencies: own }: Package = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  );
  expect(dependencies).toMatchObject({ cdk8s: own['cdk8s'], constructs: own['constructs'] });
  expect(devDependencies).toMatchObject({ jest: own['jest'], typescript: own['typescript'] });
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
    files.get('package-lock.json') ?? '',
  );
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (name === 'cdk8s-traefik') continue;
    expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  }
});

test('from a clone it depends on the clone by its path', () => {
  const files = projectFiles(starter, join(repository, 'examples/shop'));
  expect(packageOf(files).dependencies['cdk8s-traefik']).toBe('file:../..');
  expect(files.get('jest.config.js')).toMatch(
    /test'\],\n  \/\/ .*\n  moduleNameMapper: \{ '\^\(cdk8s\|constructs\)\$': '<rootDir>\/node_modules\/\$1' \},\n  transform/,
  );
});

test('what is particular to a project stands in files of its own', () => {
  const files = projectFiles({
    name: 'a',
    description: 'A.',
    environments: { base: 'namespace: a\n', prod: '' },
    tests: { 'b.test.ts': 'b' },
    readme: '## C\n',
    files: { 'd/e.yaml': 'e' },
  });
  expect(files.get('environments/base.yaml')).toMatch(/^# yaml-language-server: .*\nnamespace: a\n$/);
  expect(files.get('test/b.test.ts')).toBe('b');
  expect(files.get('README.md')).toMatch(/dist\/prod\n[^]*## C\n$/);
  expect(files.get('d/e.yaml')).toBe('e');
  expect(files.has('claims.yaml')).toBe(false);
});

test('a folder that holds something is refused, and stays as it is', () => {
  const folder = temporary();
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'src'));
  const [problem] = problemsOf(() => writeProject(folder, starter));
  expect(problem).toMatchObject({ rule: 'foreign-output', message: `${folder} is not empty: it holds src.` });
  expect(filesIn(folder)).toEqual({});
});
