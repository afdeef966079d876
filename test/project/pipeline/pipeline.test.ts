import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { isPlainMap } from '../../../lib/core/base';
import { parseYaml } from '../../../lib/core/yaml';
import { pipelineFiles, pipelineParts, pipelineSystems, writePipeline } from '../../../lib/project/pipeline';
import { mapAt, mapsIn } from '../../support/maps';
import { gitlab, githubFaults } from '../../support/workflows';
import { filesIn, problemsOf, temporaryFolders } from '../stack/support';

const temporary = temporaryFolders();

/** Every value of the YAML files of a pipeline, with the path that leads to it. */
function valuesOf(files: ReadonlyMap<string, string>): readonly (readonly [string, unknown])[] {
  return [...files]
    .filter(([path]) => /\.ya?ml$/.test(path))
    .flatMap(([path, text]) => {
      const { documents, problems } = parseYaml(text, path);
      expect(problems).toEqual([]);
      return documents.flatMap(({ value }) => leaves(value, path));
    });
}

function leaves(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (!Array.isArray(value) && !isPlainMap(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}/${key}`));
}

const ending = (values: readonly (readonly [string, unknown])[], key: string): readonly string[] =>
  values.filter(([path]) => path.endsWith(`/${key}`)).map(([, value]) => String(value));

test('GitHub reads its workflows by its own schema, and finds what is wrong in one', async () => {
  for (const [path, text] of pipelineFiles('github')) {
    if (!path.startsWith('.github/')) continue;
    // oxlint-disable-next-line no-await-in-loop -- the parser is one
    expect([path, await githubFaults(path, text)]).toEqual([path, []]);
    // oxlint-disable-next-line no-await-in-loop -- the parser is one
    expect(await githubFaults(path, text.replace('permissions: {}', 'permisions: {}'))).not.toEqual([]);
  }
});

test('GitLab takes its jobs by its own schema, and refuses what is wrong in one', async () => {
  const folder = temporary();
  const git = (...args: readonly string[]): unknown =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'git@gitlab.example.com:acme/shop.git');
  writePipeline(folder, pipelineFiles('gitlab'));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
  const mergeRequest = ['--variable', 'CI_PIPELINE_SOURCE=merge_request_event'];
  expect(await gitlab(folder, ['--list-json', ...mergeRequest])).toMatchObject({
    status: 0,
    output: expect.stringMatching(/"manifests"[^]*"lint-chart"[^]*"traffic"[^]*"comment"/),
  });
  const file = join(folder, '.gitlab/cdk8s-traefik.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('when: always', 'when: [perhaps]'));
  expect(await gitlab(folder, ['--list'])).toMatchObject({ status: 1 });
}, 60_000);

test('what Tekton runs is given every parameter and workspace that it asks for, and no other', () => {
  const objects = [...pipelineFiles('tekton')].flatMap(([path, text]) =>
    path.startsWith('.tekton/') ? parseYaml(text, path).documents.map(({ value }) => value) : [],
  );
  const specOf = (kind: string, name?: unknown): Readonly<Record<string, unknown>> => {
    const found = objects.find(
      (object) =>
        mapAt(object)['kind'] === kind && (name === undefined || mapAt(object, 'metadata')['name'] === name),
    );
    return mapAt(found, 'spec');
  };
  const asked = (declared: unknown): readonly string[] =>
    mapsIn(declared)
      .filter((each) => each['default'] === undefined && each['optional'] !== true)
      .map((each) => String(each['name']));
  const names = (list: unknown): readonly string[] => mapsIn(list).map((each) => String(each['name']));
  const pipeline = specOf('Pipeline');
  const given = [
    [pipeline, specOf('PipelineRun')],
    ...mapsIn(pipeline['tasks']).map((task) => [specOf('Task', mapAt(task, 'taskRef')['name']), task]),
  ] as const;
  expect(given).toHaveLength(3);
  for (const [wanted = {}, by = {}] of given)
    for (const key of ['params', 'workspaces']) {
      expect(names(wanted[key]).length).toBeGreaterThan(0);
      expect(names(wanted[key])).toEqual(expect.arrayContaining([...names(by[key])]));
      expect(names(by[key])).toEqual(expect.arrayContaining([...asked(wanted[key])]));
    }
});

test.each(pipelineSystems)('what %s runs of others cannot change under its name', (system) => {
  const values = valuesOf(pipelineFiles(system));
  const actions = ending(values, 'uses').filter((action) => !action.startsWith('./'));
  for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  const images = values
    .map(([, value]) => String(value))
    .filter((value) => /^\w[\w/.-]*:[\w.-]+@/.test(value));
  for (const image of images) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
  expect(actions.length + images.length).toBeGreaterThan(1);
});

test.each(pipelineSystems)('%s puts no text of a change into a shell script', (system) => {
  const values = valuesOf(pipelineFiles(system));
  const scripts = [...ending(values, 'run'), ...ending(values, 'script')];
  for (const script of scripts) expect(script).not.toMatch(/\$\{\{|\$\((?:params|workspaces)/);
  expect(system === 'gitlab' || scripts.length > 5).toBe(true);
});

test('a token that may write stands where nothing of the change runs', () => {
  const [document] = parseYaml(
    pipelineFiles('github').get('.github/workflows/cdk8s-traefik.yml') ?? '',
    'cdk8s-traefik.yml',
  ).documents;
  expect(document?.value).toMatchObject({
    permissions: {},
    jobs: {
      manifests: { permissions: { contents: 'read' } },
      comment: {
        permissions: { contents: 'read', 'pull-requests': 'write' },
        steps: expect.arrayContaining([
          expect.objectContaining({
            with: expect.objectContaining({ ref: expect.stringContaining('base.sha') }),
          }),
        ]),
      },
    },
  });
});

test('texts of the branch and of the tests stand in the files as they are', () => {
  const files = pipelineFiles('gitlab', { branch: "it's", test: "npm test -- 'a'" });
  const text = files.get('.gitlab-ci.yml') ?? '';
  expect(parseYaml(text, '.gitlab-ci.yml').documents[0]?.value).toMatchObject({
    variables: { TEST: "npm test -- 'a'" },
  });
});

test.each(pipelineSystems)('for %s, each part can be had alone', (system) => {
  const paths = pipelineParts.map((part) => [...pipelineFiles(system, { parts: [part] }).keys()]);
  expect(paths.flat().toSorted()).toEqual([...pipelineFiles(system).keys()].toSorted());
  expect(paths.map(({ length }) => length)).toEqual([1, 1, 2]);
});

describe('written into a repository', () => {
  test('the hook can be run, and a second time nothing happens', () => {
    const folder = temporary();
    writeFileSync(join(folder, 'README.md'), 'mine');
    writePipeline(folder, pipelineFiles('github'));
    // oxlint-disable-next-line no-bitwise -- the bits of a mode
    expect(statSync(join(folder, '.githooks/pre-commit')).mode & 0o111).toBe(0o111);
    const before = filesIn(folder);
    writePipeline(folder, pipelineFiles('github'));
    expect(filesIn(folder)).toEqual(before);
    expect(before['README.md']).toBe('mine');
  });

  test('a file of others stands in the way, and nothing is written', () => {
    const folder = temporary();
    const path = join(folder, '.github/workflows/ci.yml');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'mine');
    const before = filesIn(folder);
    expect(problemsOf(() => writePipeline(folder, pipelineFiles('github')))).toMatchObject([
      { rule: 'foreign-output', message: expect.stringContaining('ci.yml is there already') },
    ]);
    expect(filesIn(folder)).toEqual(before);
  });

  test('nothing is written through a link that leads elsewhere', () => {
    const [folder, elsewhere] = [temporary(), temporary()];
    symlinkSync(elsewhere, join(folder, '.github'));
    expect(problemsOf(() => writePipeline(folder, pipelineFiles('github')))).toHaveLength(1);
    expect(filesIn(elsewhere)).toEqual({});
  });
});
