import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type Forge, forgeKinds, startForge } from '../support/forge';
import { mapAt, mapsIn } from '../support/maps';
import { runProgram } from '../support/program';
import { gitlab } from '../support/workflows';
import { packageFolder } from './foreign-project';
import { type ShopRepository, git, shopRepository } from './shop-repository';
import { type Ended, type Step, documentsOf, runSteps } from './steps';

/** Three changes go through all jobs of a system, in milliseconds: far more than it takes, for a machine that is busy. */
const patience = 1_800_000;

let shop: ShopRepository;

beforeAll(() => {
  shop = shopRepository();
});

/** A forge for one test. */
async function withForge(kind: keyof typeof forgeKinds, act: (forge: Forge) => Promise<void>): Promise<void> {
  const forge = await startForge(kind);
  try {
    await act(forge);
  } finally {
    await forge.close();
  }
}

/** What its job told of the traffic of a change; the same for all systems. */
function expectMoved(traffic: string, host: string): void {
  expect(traffic).toMatch(/^## prod\n\n\*\*Traffic: /);
  expect(traffic).toContain(`${host}.example.com`);
  expect(traffic).not.toContain('## dev');
}

/**
 * What a forge has of a change whose jobs run: one comment after the first, the same one with another text after the second,
 * and none when the change does nothing any more. What others wrote stays.
 */
async function expectSticky(forge: Forge, run: (branch: string) => Promise<string>): Promise<void> {
  const others = { id: 500, body: 'Looks good to me.' };
  forge.comments.push(others);
  expectMoved(await run('moved'), 'shop');
  expect(forge.comments).toEqual([
    others,
    {
      id: 1,
      body: expect.stringMatching(/^<!-- cdk8s-traefik: traffic -->\n## prod\n[^]*shop\.example\.com/),
    },
  ]);
  expectMoved(await run('moved-on'), 'store');
  expect(forge.comments).toEqual([others, { id: 1, body: expect.stringContaining('store.example.com') }]);
  expect(await run('harmless')).toBe('');
  expect(forge.comments).toEqual([others]);
}

/** What went wrong in a job, and nothing where all went well. */
const wrong = ({ failed, output }: Ended): object => (failed === undefined ? {} : { failed, output });

describe('GitHub', () => {
  /** What one run of the workflow has: its folder, what jobs hand over to each other, and what it tells of itself. */
  interface Run {
    readonly artifacts: string;
    readonly temporary: string;
    readonly api: string;
  }

  const newRun = (api = 'http://127.0.0.1:9'): Run => ({
    artifacts: mkdtempSync(join(packageFolder(), 'artifacts-')),
    temporary: mkdtempSync(join(packageFolder(), 'runner-')),
    api,
  });

  /** The steps of a job of a pull request, with the values of the expressions that they have. */
  function steps(job: string, folder: string, { artifacts, temporary, api }: Run): readonly Step[] {
    const values: Readonly<Record<string, string>> = {
      'inputs.test': 'npm test -- --ci',
      'inputs.chart': 'true',
      'inputs.directory': '.',
      "github.event_name == 'pull_request'": 'true',
      'github.token': forgeKinds.github.variables.GITHUB_TOKEN,
      'runner.temp': temporary,
    };
    const valueOf = (expression: string): string => {
      const value = values[expression];
      if (value === undefined) throw new Error(`What is ${expression}?`);
      return value;
    };
    const filled = (text: unknown): string =>
      String(text).replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => valueOf(expression));
    // Of the token, a step has what its variables give it.
    const { GITHUB_TOKEN: _, ...own } = forgeKinds.github.variables;
    const told = { ...own, GITHUB_API_URL: api, GITHUB_STEP_SUMMARY: join(temporary, 'summary.md') };
    const [workflow] = documentsOf(join(folder, '.github/workflows/cdk8s-traefik.yml'));
    return mapsIn(mapAt(workflow, 'jobs', job)['steps']).flatMap((step): readonly Step[] => {
      const { run: script, uses, if: condition } = step;
      const name = String(step['name']);
      if (typeof condition === 'string' && valueOf(condition) !== 'true') return [];
      const given = mapAt(step, 'with');
      const artifact = join(artifacts, String(given['name']));
      if (String(uses).startsWith('actions/upload-artifact@')) {
        const paths = filled(given['path']).trim().split('\n');
        return [{ name, act: () => paths.forEach((path) => keep(join(folder, path), artifact)) }];
      }
      if (String(uses).startsWith('actions/download-artifact@'))
        return [{ name, act: () => cpSync(artifact, filled(given['path']), { recursive: true }) }];
      // The clone is there, and so is Node.
      if (typeof script !== 'string') return [];
      const variables = Object.entries(mapAt(step, 'env')).map(([key, value]) => [key, filled(value)]);
      return [
        {
          name,
          shell: 'bash',
          args: ['--noprofile', '--norc', '-eo', 'pipefail'],
          script,
          cwd: folder,
          env: { ...told, ...Object.fromEntries(variables) },
        },
      ];
    });
  }

  const keep = (path: string, artifact: string): void => {
    mkdirSync(artifact, { recursive: true });
    cpSync(path, join(artifact, basename(path)), { recursive: true });
  };

  const manifests = (branch: string, further = {}, run = newRun()): Promise<Ended> =>
    runSteps(steps('manifests', shop.clone(branch, 'merged'), run), { ...shop.variables, ...further });

  test('a change that moves traffic passes, and what it does is handed over', async () => {
    const run = newRun();
    const ended = await manifests('moved', { INSTALLS: 'yes' }, run);
    expect(wrong(ended)).toEqual({});
    expect(ended.steps).toEqual([
      'Install',
      'Types',
      'Synth of all environments',
      'Check',
      'Tests',
      'Images lock',
      'Chart',
      'Keep the manifests and the chart',
      'What changes against the target branch',
      'Hand over what changes',
    ]);
    expect(existsSync(join(run.artifacts, 'manifests/dist/prod'))).toBe(true);
    expect(existsSync(join(run.artifacts, 'manifests/chart/Chart.yaml'))).toBe(true);
    expectMoved(readFileSync(join(run.artifacts, 'traffic/traffic.md'), 'utf8'), 'shop');
  });

  test(
    'its comment is written, changed in its place, and removed when nothing changes',
    () =>
      withForge('github', (forge) =>
        expectSticky(forge, async (branch) => {
          const run = newRun(forge.url);
          expect(wrong(await manifests(branch, {}, run))).toEqual({});
          // Of the target branch: nothing of the change is there.
          const comment = await runSteps(
            steps('comment', shop.clone('main', 'as it is'), run),
            shop.variables,
          );
          expect(wrong(comment)).toEqual({});
          expect(comment.steps).toEqual(['Take over what changes', 'Install', 'Comment']);
          return readFileSync(join(run.temporary, 'traffic/traffic.md'), 'utf8');
        }),
      ),
    patience,
  );

  test('a mistake in an environment file stops at synth, with its line', async () => {
    const { failed, output } = await manifests('broken');
    expect(failed).toBe('Synth of all environments');
    expect(output).toMatch(/environments\/base\.yaml:\d+:\d+[^]*imagine/);
  });

  test('an exception that has ended stops at check, as an annotation at its line', async () => {
    const { failed, output } = await manifests('refused');
    expect(failed).toBe('Check');
    expect(output).toMatch(/^::error .*file=policy-exceptions\.yaml,line=2/m);
  });
});

describe('GitLab', () => {
  /** Runs jobs of a merge request in a clone, as GitLab's own runner would. */
  const jobs = (
    folder: string,
    names: readonly string[],
    further: Readonly<Record<string, string>> = {},
  ): ReturnType<typeof gitlab> => {
    git(folder, 'remote', 'set-url', 'origin', 'git@gitlab.example.com:acme/shop.git');
    const told = {
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: git(folder, 'merge-base', 'origin/main', 'HEAD'),
      ...further,
    };
    const variables = Object.entries(told).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
    return gitlab(folder, [...names, '--force-shell-executor', ...variables], shop.variables);
  };

  test('a change that moves traffic passes, and without a token no comment is written', async () => {
    const folder = shop.clone('moved', 'as it is');
    const { status, output } = await jobs(folder, ['manifests', 'lint-chart', 'traffic', 'comment']);
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining('GITLAB_TOKEN is not set: no comment is written.'),
    });
    expectMoved(readFileSync(join(folder, 'traffic.md'), 'utf8'), 'shop');
    expect(JSON.parse(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8'))).not.toEqual([]);
  });

  test(
    'its comment is written, changed in its place, and removed when nothing changes',
    () =>
      withForge('gitlab', (forge) =>
        expectSticky(forge, async (branch) => {
          const folder = shop.clone(branch, 'as it is');
          const token = { ...forgeKinds.gitlab.variables, CI_API_V4_URL: forge.url };
          const { status, output } = await jobs(folder, ['manifests', 'traffic', 'comment'], token);
          expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
          // Of the target branch: nothing of the change ran where the token is.
          expect(git(folder, 'rev-parse', 'HEAD')).toBe(git(folder, 'rev-parse', 'origin/main'));
          return readFileSync(join(folder, 'traffic.md'), 'utf8');
        }),
      ),
    patience,
  );

  test('an exception that has ended stops at check, in the report of code quality', async () => {
    const folder = shop.clone('refused', 'as it is');
    const { status, output } = await jobs(folder, ['manifests']);
    expect(status).not.toBe(0);
    expect(output).toContain('expired-exception');
    expect(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8')).toContain(
      'policy-exceptions.yaml',
    );
  });
});

describe('Tekton', () => {
  /** A workspace of a PipelineRun. */
  const workspace = (): string => mkdtempSync(join(packageFolder(), 'tekton-'));

  /** The steps of a task, with what Tekton would put in the places of its parameters, workspaces and Secrets. */
  function steps(
    task: string,
    source: string,
    params: Readonly<Record<string, string>>,
    secrets: Readonly<Record<string, string>> = {},
  ): readonly Step[] {
    const tasks = documentsOf(join(shop.folder, '.tekton/cdk8s-traefik.yaml'));
    const found = tasks.find((each) => each['kind'] === 'Task' && mapAt(each, 'metadata')['name'] === task);
    const spec = mapAt(found, 'spec');
    const defaults = mapsIn(spec['params']).flatMap(({ name, default: value }) =>
      value === undefined ? [] : [[`params.${String(name)}`, value]],
    );
    const words: Readonly<Record<string, string>> = {
      ...Object.fromEntries(defaults),
      ...Object.fromEntries(Object.entries(params).map(([name, value]) => [`params.${name}`, value])),
      'workspaces.source.path': source,
      'workspaces.npm-cache.path': '',
      'workspaces.basic-auth.path': '',
    };
    const filled = (value: unknown): string =>
      String(value).replaceAll(/\$\(([^)]*)\)/g, (whole, name: string) => {
        const word = words[name];
        if (word === undefined) throw new Error(`What is ${whole}?`);
        return word;
      });
    const home = mkdtempSync(join(packageFolder(), 'home-'));
    return mapsIn(spec['steps']).map((step) => {
      const env = [...mapsIn(mapAt(spec, 'stepTemplate')['env']), ...mapsIn(step['env'])].map((each) => {
        const { name: secret, key } = mapAt(each, 'valueFrom', 'secretKeyRef');
        const value =
          secret === undefined ? filled(each['value']) : secrets[`${filled(secret)}/${String(key)}`];
        return [String(each['name']), value];
      });
      const script = String(step['script']);
      const [shell = 'sh'] = /\w+$/m.exec(script) ?? [];
      const variables = { ...Object.fromEntries(env), HOME: home };
      return { name: String(step['name']), shell, args: [], script, cwd: source, env: variables };
    });
  }

  const manifests = (branch: string, source: string): Promise<Ended> => {
    const revision = git(shop.folder, 'rev-parse', branch);
    const params = { url: shop.folder, revision, 'target-branch': 'main', test: 'npm test -- --ci' };
    return runSteps(steps('cdk8s-traefik', source, params), shop.variables);
  };

  test(
    'the comment of a change that moves traffic is written, changed in its place, and removed when nothing changes',
    () =>
      withForge('github', (forge) =>
        expectSticky(forge, async (branch) => {
          const source = workspace();
          const ended = await manifests(branch, source);
          expect(wrong(ended)).toEqual({});
          expect(ended.steps.slice(0, 2)).toEqual(['fetch', 'install']);
          const request = {
            'target-branch': 'main',
            forge: 'github',
            api: forge.url,
            repository: 'acme/shop',
            request: '7',
            'token-secret': 'pipeline',
          };
          const secrets = { 'pipeline/git-provider-token': forgeKinds.github.variables.GITHUB_TOKEN };
          const comment = steps('cdk8s-traefik-comment', source, request, secrets);
          expect(wrong(await runSteps(comment, shop.variables))).toEqual({});
          return readFileSync(join(source, 'repository/traffic.md'), 'utf8');
        }),
      ),
    patience,
  );

  test('a mistake in an environment file stops at synth, with its line', async () => {
    const { failed, output } = await manifests('broken', workspace());
    expect(failed).toBe('synth');
    expect(output).toMatch(/environments\/base\.yaml:\d+:\d+/);
  });
});

describe('the hook of a commit', () => {
  const commit = (folder: string): { readonly status: number | null; readonly output: string } => {
    const args = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'core.hooksPath=.githooks'];
    const { status, stdout, stderr } = spawnSync('git', [...args, 'commit', '--message', 'a change'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  };

  test('what is about to be committed is checked, and not what else lies in the folder', () => {
    const folder = shop.clone('harmless', 'as it is');
    symlinkSync(join(shop.folder, 'node_modules'), join(folder, 'node_modules'));
    const path = join(folder, 'environments/base.yaml');
    const right = readFileSync(path, 'utf8');
    writeFileSync(path, right.replace('image: ', 'imagine: '));
    git(folder, 'add', 'environments');
    const refused = commit(folder);
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/environments\/base\.yaml:\d+:\d+/);
    // Mended in the folder alone, it is still refused; mended in what is committed, it is not.
    writeFileSync(path, right);
    expect(commit(folder).status).toBe(1);
    writeFileSync(path, `${right}# mended\n`);
    git(folder, 'add', 'environments');
    writeFileSync(path, 'broken: [');
    expect(commit(folder)).toMatchObject({ status: 0 });
    rmSync(join(folder, 'node_modules'));
  });
});

describe('pre-commit', () => {
  /** Runs the hooks of its configuration that the files of a change are for, as pre-commit does: without a shell. */
  async function preCommit(branch: string): Promise<readonly Awaited<ReturnType<typeof runProgram>>[]> {
    const folder = shop.clone(branch, 'as it is');
    symlinkSync(join(shop.folder, 'node_modules'), join(folder, 'node_modules'));
    const changed = git(folder, 'diff', '--name-only', 'origin/main', 'HEAD').split('\n');
    const [config] = documentsOf(join(folder, '.pre-commit-config.yaml'));
    const hooks = mapsIn(config?.['repos']).flatMap((repo) => mapsIn(repo['hooks']));
    expect(hooks).toMatchObject([{ language: 'system', pass_filenames: false }]);
    const wanted = hooks.filter(({ files }) => changed.some((file) => new RegExp(String(files)).test(file)));
    const ended = await Promise.all(
      wanted.map(({ entry }) => {
        const [program = '', ...args] = String(entry).split(' ');
        return runProgram(program, args, { cwd: folder, env: { ...process.env, ...shop.variables } });
      }),
    );
    rmSync(join(folder, 'node_modules'));
    return ended;
  }

  test('refuses a mistake in an environment file, with its line', async () => {
    expect(await preCommit('broken')).toEqual([
      { status: 1, output: expect.stringMatching(/environments\/base\.yaml:\d+:\d+[^]*imagine/) },
    ]);
  });

  test('lets a change through that breaks nothing, and asks nothing of one that has no manifest', async () => {
    expect(await preCommit('moved')).toMatchObject([{ status: 0 }]);
    expect(await preCommit('harmless')).toEqual([]);
  });
});
