import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../lib/cli/main';
import { traffic } from '../lib/testing';

/** Commands of the README's console blocks, with the lines that they print. */
const commands = [...readFileSync('README.md', 'utf8').matchAll(/^```console\n([^]*?)^```/gm)]
  .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
  .map((text) => {
    const [command = '', ...lines] = text.trimEnd().split('\n');
    return { command, lines };
  });

let folder: string;
const home = process.cwd();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  for (const path of ['environments', 'docs/compose-example'])
    cpSync(path, join(folder, path), { recursive: true });
  process.chdir(folder);
  await run('synth');
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
    if (line === '…') return false;
    const found = text.indexOf(`${line}\n`, at);
    if (found >= 0) at = found + line.length;
    return found < 0;
  });
}

test('the README has commands to try', () => {
  expect(commands.length).toBeGreaterThanOrEqual(4);
});

test.each(commands.filter(({ command }) => command.includes('cdk8s-traefik')))(
  'the README tells what really happens: $command',
  async ({ command, lines }) => {
    const [, , ...argv] = command.split(' ');
    expect(stand(lines, await run(...argv))).toEqual([]);
  },
);

test.each(commands.filter(({ command }) => command.startsWith('npx cdk8s synth')))(
  'the README tells what really happens: $command',
  async ({ command, lines }) => {
    const [, mistake = ''] = /after `(.*)`/.exec(command) ?? [];
    const base = join(folder, 'environments', 'base.yaml');
    const good = readFileSync(base, 'utf8');
    writeFileSync(base, good.replace('middlewares: [public-api, retry]', mistake));
    const printed = await run('synth');
    writeFileSync(base, good);
    expect(stand(lines, printed)).toEqual([]);
  },
);

test('the tests of the README hold for what synth writes', () => {
  const [, code = ''] =
    /^```ts\n(import \{ traffic \} from 'cdk8s-traefik\/testing';[^]*?)^```/m.exec(
      readFileSync(join(home, 'README.md'), 'utf8'),
    ) ?? [];
  expect(code).toContain('.toRefuse(');
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the README's own words
  new Function('traffic', 'expect', code.replace(/^import .*$/m, ''))(traffic, expect);
});
