import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../lib/cli/commands';
import { provenVersions } from '../../lib/traefik/version';
import { traefikVersions } from '../real/parts/parts';
import { type Ran, commandLine } from '../support/command-line';

function run(...argv: string[]): Promise<Ran> {
  return commandLine(argv);
}

test('without a command it says how it is used, and that was wrong usage', async () => {
  expect(await run()).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('Usage: cdk8s-traefik COMMAND'),
  });
});

test('--help lists the commands that there are', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}synth /m);
  expect(out).toMatch(/^ {2}env /m);
});

test('a misspelt command is told which one was meant', async () => {
  expect(await run('snyth')).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean "synth"?'),
  });
});

test.each(commands.map(({ name }) => name))('%s --help shows its options', async (name) => {
  const { code, out } = await run(name, '--help');
  expect(code).toBe(0);
  expect(out).toContain(`Usage: cdk8s-traefik ${name} `);
  expect(out).toMatch(/^ {2}(?:-\w, )?--\w+|^ {2}bash/m);
  expect(await run('help', name)).toEqual({ code: 0, out, err: '' });
});

test('--version says which Traefik was compared', async () => {
  const { out } = await run('--version');
  expect(out).toMatch(/^cdk8s-traefik \d+\.\d+\.\d+\nproven against Traefik 3\.\d+\.\d+/);
  expect(await run('version', '-o', 'json')).toMatchObject({
    code: 0,
    out: expect.stringContaining('"traefik"'),
  });
  for (const proven of provenVersions) expect(traefikVersions).toContain(proven);
});

test.each(['bash', 'zsh', 'fish'])('completion %s knows every command and its options', async (shell) => {
  const { code, out } = await run('completion', shell);
  expect(code).toBe(0);
  for (const { name } of commands) expect(out).toMatch(new RegExp(`\\b${name}\\b`));
  expect(out).toMatch(shell === 'fish' ? /-l assume-secrets/ : /--assume-secrets/);
});

test('bash completes with it', async () => {
  const { out } = await run('completion', 'bash');
  const ask = (...words: string[]): string =>
    execFileSync(
      'bash',
      [
        '-c',
        `${out}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _cdk8s_traefik; echo "\${COMPREPLY[*]}"`,
        'x',
        ...words,
      ],
      { encoding: 'utf8' },
    ).trim();
  expect(ask('cdk8s-traefik', 'ex')).toBe('explain');
  expect(ask('cdk8s-traefik', 'validate', '--envi')).toBe('--environments');
});

test('completion wants a shell', async () => {
  expect(await run('completion')).toMatchObject({ code: 2 });
  expect(await run('completion', 'csh')).toMatchObject({ code: 2 });
});

test('an option that does not exist is wrong usage, and told with the one that was meant', async () => {
  expect(await run('synth', '--outptu', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no option --outptu: did you mean "--output"?'),
  });
  expect(await run('synth', '-x')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/there is no option -x: there are --env/),
  });
});

test('a misspelt word of an option is told with the one that was meant', async () => {
  expect(await run('lint', '-o', 'sarf', '-f', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('not "sarf": did you mean "sarif"?'),
  });
});

test('env wants one name', async () => {
  expect(await run('env')).toMatchObject({ code: 2 });
  expect(await run('env', 'dev', 'prod')).toMatchObject({ code: 2 });
});

test('env takes only its own formats', async () => {
  expect(await run('env', 'dev', '-o', 'toml')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--output takes yaml or json, not "toml"'),
  });
});

describe('bad input ends with a message and its exit code', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cli-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['no objects', ['explain', 'http://a'], 2, 'name the objects with -f'],
    ['two URLs', ['explain', 'http://a', 'http://b', '-f', '$'], 2, 'name one URL: "http://a" stands where'],
    ['a file that is not there', ['routes', '-f', '$/gone'], 1, 'gone cannot be read: there is no such file'],
    ['a binary file', ['routes', '-f', '$/binary'], 1, 'binary cannot be read: it is not UTF-8 text'],
    ['a folder for a file', ['routes', '-f', '$', '--traefik', '$'], 1, 'cannot be read: it is a folder'],
    ['a folder for requests', ['explain', '--requests', '$', '-f', '$', '-o', 'json'], 1, 'it is a folder'],
    ['a folder without environments', ['synth', '--environments', '$'], 1, 'There is no environment in'],
    [
      'no folder of environments',
      ['env', 'dev', '--environments', '$/gone'],
      1,
      'there is no such file or folder',
    ],
  ])('%s', async (_, argv, code, message) => {
    writeFileSync(join(folder, 'binary'), Buffer.from([0x7f, 0x45, 0xff, 0]));
    const result = await run(...argv.map((word) => word.replace('$', folder)));
    expect(result).toMatchObject({ code, out: '', err: expect.stringContaining(message) });
  });
});
