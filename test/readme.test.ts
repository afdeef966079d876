import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../lib/cli/main';
import { traffic } from '../lib/testing';

/** What is shown with real output, in `console` blocks and, where they are long, in `text` ones. */
const pages = [
  'README.md',
  'docs/diff.md',
  'docs/prove.md',
  'docs/map.md',
  'docs/delivery.md',
  'docs/gateway.md',
] as const;

/** Commands of a page, with the lines that they print. */
const commands = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(?:console|text)\n([^]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
    .map((text) => {
      const [command = '', ...lines] = text.trimEnd().split('\n');
      return { page, command, lines: lines.filter((line) => line !== '') };
    })
    .filter(({ lines }) => lines.length > 0),
);

let folder: string;
const home = process.cwd();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  for (const path of [
    'environments',
    'docs/compose-example',
    'docs/ingress-example',
    'docs/policy-example',
    'docs/gateway-example',
    'test/workspace',
  ])
    cpSync(path, join(folder, path), { recursive: true });
  process.chdir(folder);
  await run('synth');
  cpSync('dist', 'before', { recursive: true });
  await withBase(asTheChange, () => run('synth', '--env', 'staging', '--output', 'after'));
  // With its claims, the change would stop the synth.
  const claims = readFileSync(join(home, 'claims.yaml'), 'utf8');
  writeFileSync('claims.yaml', claims);
  const [, first = ''] = /^claims:\n([^]*?)\n\n/m.exec(claims) ?? [];
  const decoded = first
    .replace(/name: .*/, "name: Gitea's administration is as safe before a server that decodes paths")
    .replace('backend: clean', 'backend: decoded');
  writeFileSync('decoded.yaml', `claims:\n${decoded}\n`);
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

async function run(...argv: string[]): Promise<string> {
  let printed = '';
  const print = (text: string): void => void (printed += text);
  await main(argv, { variables: {}, standardInput: () => '', out: print, err: print });
  return printed;
}

/** Whether the lines stand in a text in this order; `…` stands for lines that are left out. */
function stand(lines: readonly string[], text: string): string[] {
  let at = 0;
  return lines.filter((line) => {
    if (line.trim() === '…') return false;
    const found = text.indexOf(`${line}\n`, at);
    if (found >= 0) at = found + line.length;
    return found < 0;
  });
}

/** The two lines of environments/base.yaml that docs/diff.md says were changed. */
function asTheChange(base: string): string {
  return base
    .replace('sourceRange: [10.0.0.0/8] } }', 'sourceRange: [10.0.0.0/8, 203.0.113.0/24] } }')
    .replace('middlewares: [admin-networks, admin-login]', 'middlewares: [admin-networks]');
}

/** Runs something with another environments/base.yaml. */
async function withBase<T>(changed: (base: string) => string, step: () => Promise<T>): Promise<T> {
  const base = join(folder, 'environments', 'base.yaml');
  const good = readFileSync(base, 'utf8');
  writeFileSync(base, changed(good));
  try {
    return await step();
  } finally {
    writeFileSync(base, good);
  }
}

test.each(pages)('%s has commands to try', (page) => {
  expect(commands.filter((command) => command.page === page).length).toBeGreaterThan(0);
});

test.each(commands.filter(({ command }) => command.includes('cdk8s-traefik')))(
  '$page tells what really happens: $command',
  async ({ command, lines }) => {
    const [, , ...argv] = command.split(' ');
    expect(stand(lines, await run(...argv))).toEqual([]);
  },
);

test.each(commands.filter(({ command }) => command.startsWith('npx cdk8s synth')))(
  'the README tells what really happens: $command',
  async ({ command, lines }) => {
    const [, mistake = ''] = /after `(.*)`/.exec(command) ?? [];
    const printed = await withBase(
      (base) => base.replace('middlewares: [public-api, retry]', mistake),
      () => run('synth'),
    );
    expect(stand(lines, printed)).toEqual([]);
  },
);

test('docs/diff-comment.md is the comment on the change of docs/diff.md', async () => {
  const comment = await run('diff', 'before/staging', 'after/staging', '-o', 'markdown');
  // The formatter aligns tables.
  const words = (text: string): string => text.replaceAll(/[\s-]+/g, '');
  expect(words(readFileSync(join(home, 'docs/diff-comment.md'), 'utf8'))).toBe(words(comment));
});

test('the tests of the README hold for what synth writes', () => {
  const [, code = ''] =
    /^```ts\n(import \{ traffic \} from 'cdk8s-traefik\/testing';[^]*?)^```/m.exec(
      readFileSync(join(home, 'README.md'), 'utf8'),
    ) ?? [];
  expect(code).toContain('.toRefuse(');
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the README's own words
  new Function('traffic', 'expect', code.replace(/^import .*$/m, ''))(traffic, expect);
});
