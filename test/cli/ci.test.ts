import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, temporaryFolders } from '../project/stack/support';
import { commandLine } from '../support/command-line';

const temporary = temporaryFolders();

/** A folder of two environments, as synth leaves it, in short. */
function manifests(): string {
  const folder = temporary();
  for (const environment of ['dev', 'prod']) {
    mkdirSync(join(folder, environment));
    writeFileSync(join(folder, environment, 'web.yaml'), route('web'));
  }
  return folder;
}

const route = (service: string): string => `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes: [{ kind: Rule, match: Host(\`shop.example.com\`), services: [{ name: ${service}, port: 80 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: other, namespace: shop }
spec: { selector: { app: other }, ports: [{ port: 80 }] }
`;

describe('ci --for', () => {
  test('writes the workflow and the hook, and says how the hook is installed', async () => {
    const folder = temporary();
    const { code, out, err } = await commandLine(['ci', '--for', 'github', '--output', folder]);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toEqual(
      [
        '.github/workflows/cdk8s-traefik.yml',
        '.github/workflows/ci.yml',
        '.githooks/pre-commit',
        '.pre-commit-config.yaml',
      ].map((path) => join(folder, path)),
    );
    expect(err).toContain('git config core.hooksPath .githooks');
  });

  test('prints without --output, for the branch and the tests that are named', async () => {
    const args = ['--for', 'tekton', '--only', 'caller', '--branch', 'trunk', '--test', 'make check'];
    const { out } = await commandLine(['ci', ...args]);
    expect(out).toMatch(/^# .tekton\/pull-request.yaml\n[^]*'\[trunk\]'[^]*value: 'make check'/);
  });

  test('writes over nothing of others', async () => {
    const folder = temporary();
    writeFileSync(join(folder, '.gitlab-ci.yml'), 'mine');
    const { code, err } = await commandLine(['ci', '--for', 'gitlab', '--output', folder]);
    expect(code).toBe(1);
    expect(err).toMatch(/error foreign-output[^]*\.gitlab-ci\.yml is there already/);
    expect(filesIn(folder)).toEqual({ '.gitlab-ci.yml': 'mine' });
  });

  test.each([
    [['ci']],
    [['ci', '--for', 'jenkins']],
    [['ci', 'dif', '--for', 'github']],
    [['ci', '--for', 'github', '--only', 'all']],
    [['ci', '--for', 'github', '--branch', 'a b']],
    [['ci', 'diff', 'a']],
  ])('%j is wrong usage', async (argv) => {
    expect(await commandLine(argv)).toMatchObject({ code: 2, out: '' });
  });
});

describe('ci diff', () => {
  test('tells of each environment what changes in it, and of the others nothing', async () => {
    const [before, after] = [manifests(), manifests()];
    writeFileSync(join(after, 'prod', 'web.yaml'), route('other'));
    const { code, out } = await commandLine(['ci', 'diff', before, after]);
    expect(code).toBe(0);
    expect(out).toMatch(/^## prod\n\n\*\*Traffic: moved\*\*/);
    expect(out).not.toContain('## dev');
    const json = await commandLine(['ci', 'diff', before, after, '-o', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({
      environments: { dev: { verdict: 'same' }, prod: { verdict: 'moved' } },
    });
  });

  test('prints nothing where nothing changes', async () => {
    const before = manifests();
    const after = temporary();
    cpSync(before, after, { recursive: true });
    expect(await commandLine(['ci', 'diff', before, after])).toMatchObject({ code: 0, out: '' });
  });

  test('an environment that is new is told as such, and so is one that is gone', async () => {
    const [before, after] = [manifests(), temporary()];
    cpSync(join(before, 'dev'), join(after, 'dev'), { recursive: true });
    cpSync(join(before, 'dev'), join(after, 'staging'), { recursive: true });
    const { out } = await commandLine(['ci', 'diff', before, after]);
    expect(out).toMatch(/^## prod\n\n\*\*Traffic: narrower\*\*[^]*## staging\n\n\*\*Traffic: wider\*\*/);
  });

  test('where there is nothing to compare with, all is new, and it is said why', async () => {
    const { code, out } = await commandLine(['ci', 'diff', join(temporary(), 'none'), manifests()]);
    expect(code).toBe(0);
    expect(out).toMatch(/^The target branch has no manifests to compare with[^]*## dev\n[^]*## prod\n/);
  });
});
