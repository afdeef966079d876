import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isPlainMap } from '../../lib/core/base';
import { parseYaml } from '../../lib/core/yaml';
import { helm } from '../support/tools';
import { gitlab } from '../support/workflows';
import { foreignProject, own, packageFolder, run, tarball } from './foreign-project';

/** A new project in a repository whose main branch all systems are content with. */
let origin: string;

/** Where `helm` is found. */
let programs: string;

const git = (folder: string, ...args: readonly string[]): string =>
  run(folder, 'git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]).trim();

beforeAll(() => {
  const installed = foreignProject('pipelines', {}, []);
  origin = join(installed, 'shop');
  run(installed, 'npx', ['--no', '--', 'cdk8s-traefik', 'init', 'shop']);
  const description = join(origin, 'package.json');
  // This version may not be published; all else comes as the lock has it.
  const text = readFileSync(description, 'utf8').replace(
    `"cdk8s-traefik": "${own.version}"`,
    `"cdk8s-traefik": "file:${tarball()}"`,
  );
  writeFileSync(description, text);
  run(origin, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']);
  run(origin, 'npm', ['test', '--silent']);
  for (const system of ['gitlab', 'tekton'])
    run(origin, 'npx', [
      '--no',
      '--',
      'cdk8s-traefik',
      'ci',
      '--for',
      system,
      '--output',
      '.',
      '--only',
      'steps',
      '--only',
      'caller',
      '--test',
      'npm test -- --ci',
    ]);
  git(origin, 'init', '--quiet', '--initial-branch=main');
  git(origin, 'add', '--all');
  git(origin, 'commit', '--quiet', '--message', 'A new project');
  programs = join(packageFolder(), 'programs');
  mkdirSync(programs, { recursive: true });
  // GitLab's runner of this machine copies files with it for jobs in containers, of which there are none.
  script('rsync', 'exit 0');
  // `npm ci` is tried once; for the other runs it gives the packages that are installed already.
  const npm = run(packageFolder(), 'which', ['npm']).trim();
  const shared = `rm -rf node_modules && exec ln -s ${join(origin, 'node_modules')} node_modules`;
  script('npm', `if [ "$1" = ci ] && [ -z "$INSTALLS" ]; then ${shared}; fi\nexec ${npm} "$@"`);
  const program = helm();
  if (program !== undefined) symlinkSync(program, join(programs, 'helm'));
  // Changes, each on a branch of its own.
  change('harmless', () => writeFileSync(join(origin, 'NOTES.md'), 'Nothing that runs.\n'));
  change('moved', () => {
    const route =
      "{ entryPoints: [websecure], match: 'Host(`shop.${domain}`)', services: [web], tls: { certificate: web } }";
    appendFileSync(join(origin, 'environments/prod.yaml'), `\nroutes:\n  http:\n    shop: ${route}\n`);
    run(origin, 'npm', ['test', '--silent', '--', '-u']);
  });
  change('broken', () => {
    const path = join(origin, 'environments/base.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('image: ', 'imagine: '));
  });
  change('refused', () =>
    writeFileSync(
      join(origin, 'policy-exceptions.yaml'),
      "exceptions:\n  - { policy: PL018, kind: Deployment, namespace: shop, name: web, reason: r, owner: o, until: '2020-01-01' }\n",
    ),
  );
});

function script(name: string, text: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}

function change(branch: string, act: () => void): void {
  git(origin, 'checkout', '--quiet', '-b', branch, 'main');
  act();
  git(origin, 'add', '--all');
  git(origin, 'commit', '--quiet', '--message', branch);
  git(origin, 'checkout', '--quiet', 'main');
}

/** A fresh clone at a branch, as its merge into main or as it is. */
function clone(branch: string, isMerged: boolean): string {
  const folder = mkdtempSync(join(packageFolder(), `${branch}-`));
  git(packageFolder(), 'clone', '--quiet', origin, folder);
  if (isMerged) git(folder, 'merge', '--quiet', '--no-ff', '--message', branch, `origin/${branch}`);
  else git(folder, 'checkout', '--quiet', branch);
  return folder;
}

interface Step {
  readonly name: string;
  readonly shell: string;
  readonly args: readonly string[];
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Ended {
  /** Names of the steps that ran, the last of which failed unless all went well. */
  readonly steps: readonly string[];
  readonly failed?: string;
  /** What the last one printed. */
  readonly output: string;
}

/** Runs steps one after the other until one fails. */
function runSteps(steps: readonly Step[], further: Readonly<Record<string, string>> = {}): Ended {
  const ran: string[] = [];
  let output = '';
  for (const { name, shell, args, script, cwd, env } of steps) {
    ran.push(name);
    const file = join(packageFolder(), `step-${ran.length}.sh`);
    writeFileSync(file, script);
    const { status, stdout, stderr } = spawnSync(shell, [...args, file], {
      cwd,
      env: { ...process.env, CI: 'true', ...variables(), ...further, ...env },
      encoding: 'utf8',
    });
    output = stdout + stderr;
    if (status !== 0) return { steps: ran, failed: name, output };
  }
  return { steps: ran, output };
}

const variables = (): Readonly<Record<string, string>> => ({
  PATH: `${programs}:${process.env['PATH'] ?? ''}`,
  npm_config_prefer_offline: 'true',
});

const mapsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isPlainMap) : [];

describe('GitHub', () => {
  /** The values of the expressions that steps have, for a pull request. */
  const values: Readonly<Record<string, string>> = {
    'inputs.test': 'npm test -- --ci',
    'inputs.chart': 'true',
    "github.event_name == 'pull_request'": 'true',
  };

  const valueOf = (expression: string): string => {
    const value = values[expression];
    if (value === undefined) throw new Error(`What is ${expression}?`);
    return value;
  };

  /** The shell steps of the job that runs a change, as a runner runs them. */
  function steps(folder: string): readonly Step[] {
    const path = join(folder, '.github/workflows/cdk8s-traefik.yml');
    const [document] = parseYaml(readFileSync(path, 'utf8'), path).documents;
    const { jobs } = isPlainMap(document?.value) ? document.value : {};
    const manifests = isPlainMap(jobs) ? jobs['manifests'] : undefined;
    return mapsIn(isPlainMap(manifests) ? manifests['steps'] : undefined).flatMap((step) => {
      const { name, run: script, if: condition } = step;
      if (typeof script !== 'string') return [];
      if (typeof condition === 'string' && valueOf(condition) !== 'true') return [];
      const env = Object.entries(isPlainMap(step['env']) ? step['env'] : {}).map(([name, value]) => [
        name,
        String(value).replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => valueOf(expression)),
      ]);
      return {
        name: String(name),
        shell: 'bash',
        args: ['--noprofile', '--norc', '-eo', 'pipefail'],
        script,
        cwd: folder,
        env: { ...Object.fromEntries(env), GITHUB_STEP_SUMMARY: join(packageFolder(), 'summary.md') },
      };
    });
  }

  test('a change that moves traffic passes, and what it does is told', () => {
    const folder = clone('moved', true);
    const { steps: ran, failed, output } = runSteps(steps(folder), { INSTALLS: 'yes' });
    expect({ failed, output: failed && output }).toEqual({});
    expect(ran).toEqual([
      'Install',
      'Types',
      'Synth of all environments',
      'Check',
      'Tests',
      'Images lock',
      'Chart',
      'What changes against the target branch',
    ]);
    const traffic = readFileSync(join(folder, 'traffic.md'), 'utf8');
    expect(traffic).toMatch(/^## prod\n\n\*\*Traffic: /);
    expect(traffic).toContain('shop.example.com');
    expect(traffic).not.toContain('## dev');
  });

  test('a change that does nothing passes, and leaves nothing to tell', () => {
    const folder = clone('harmless', true);
    expect(runSteps(steps(folder)).failed).toBeUndefined();
    expect(readFileSync(join(folder, 'traffic.md'), 'utf8')).toBe('');
  });

  test('a mistake in an environment file stops at synth, with its line', () => {
    const { failed, output } = runSteps(steps(clone('broken', true)));
    expect(failed).toBe('Synth of all environments');
    expect(output).toMatch(/environments\/base\.yaml:\d+:\d+[^]*imagine/);
  });

  test('an exception that has ended stops at check, as an annotation at its line', () => {
    const { failed, output } = runSteps(steps(clone('refused', true)));
    expect(failed).toBe('Check');
    expect(output).toMatch(/^::error .*file=policy-exceptions\.yaml,line=2/m);
  });
});

describe('GitLab', () => {
  const jobs = (folder: string, ...names: readonly string[]): ReturnType<typeof gitlab> => {
    const base = git(folder, 'merge-base', 'origin/main', 'HEAD');
    return gitlab(
      folder,
      [
        ...names,
        '--force-shell-executor',
        '--variable',
        'CI_PIPELINE_SOURCE=merge_request_event',
        '--variable',
        `CI_MERGE_REQUEST_DIFF_BASE_SHA=${base}`,
      ],
      variables(),
    );
  };

  test('a change that moves traffic passes, and what it does is told', () => {
    const folder = clone('moved', false);
    git(folder, 'remote', 'set-url', 'origin', 'git@gitlab.example.com:acme/shop.git');
    expect(jobs(folder, 'manifests', 'lint-chart', 'traffic')).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'traffic.md'), 'utf8')).toMatch(/^## prod\n\n\*\*Traffic: /);
    expect(JSON.parse(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8'))).not.toEqual([]);
  });

  test('an exception that has ended stops at check, in the report of code quality', () => {
    const folder = clone('refused', false);
    git(folder, 'remote', 'set-url', 'origin', 'git@gitlab.example.com:acme/shop.git');
    const { status, output } = jobs(folder, 'manifests');
    expect(status).not.toBe(0);
    expect(output).toContain('expired-exception');
    expect(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8')).toContain(
      'policy-exceptions.yaml',
    );
  });
});

describe('Tekton', () => {
  /** The steps of the task that runs a change, in a workspace of their own, with what Tekton would put in their places. */
  function steps(branch: string): { readonly steps: readonly Step[]; readonly project: string } {
    const source = mkdtempSync(join(packageFolder(), 'tekton-'));
    const path = join(origin, '.tekton/cdk8s-traefik.yaml');
    const task = parseYaml(readFileSync(path, 'utf8'), path).documents[0]?.value;
    const spec = isPlainMap(task) && isPlainMap(task['spec']) ? task['spec'] : {};
    const template = isPlainMap(spec['stepTemplate']) ? spec['stepTemplate'] : {};
    const words: Readonly<Record<string, string>> = {
      'params.url': origin,
      'params.revision': git(origin, 'rev-parse', branch),
      'params.target-branch': 'main',
      'params.directory': '.',
      'params.test': 'npm test -- --ci',
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
    return {
      project: join(source, 'repository'),
      steps: mapsIn(spec['steps']).map((step) => {
        const env = [...mapsIn(template['env']), ...mapsIn(step['env'])].map(({ name, value }) => [
          String(name),
          filled(value),
        ]);
        const script = String(step['script']);
        const [shell = 'sh'] = /\w+$/m.exec(script) ?? [];
        return {
          name: String(step['name']),
          shell,
          args: [],
          script,
          cwd: source,
          env: { ...Object.fromEntries(env), HOME: home },
        };
      }),
    };
  }

  test('a change that moves traffic passes, and what it does is told', () => {
    const { steps: all, project } = steps('moved');
    const { failed, output, steps: ran } = runSteps(all);
    expect({ failed, output: failed && output }).toEqual({});
    expect(ran.slice(0, 2)).toEqual(['fetch', 'install']);
    expect(readFileSync(join(project, 'traffic.md'), 'utf8')).toMatch(/^## prod\n\n\*\*Traffic: /);
  });

  test('a mistake in an environment file stops at synth, with its line', () => {
    const { failed, output } = runSteps(steps('broken').steps);
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
    const folder = clone('harmless', false);
    symlinkSync(join(origin, 'node_modules'), join(folder, 'node_modules'));
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
