import Ajv from 'ajv';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, commandLine } from '../support/command-line';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'go-'));
  mkdirSync(join(folder, 'cmd/orders'), { recursive: true });
  writeFileSync(
    join(folder, 'go.mod'),
    'module example.com/shop\n\ngo 1.26\n\nrequire google.golang.org/grpc v1.70.0\n',
  );
  writeFileSync(join(folder, 'cmd/orders/main.go'), 'package main\n\nimport "C"\n\nfunc main() {}\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...argv: string[]): Promise<Ran> {
  return commandLine(argv);
}

describe('cdk8s-traefik go', () => {
  test('tells the modules of a folder for people', async () => {
    const { code, out } = await run('go', folder);
    expect(out.replace(folder, '')).toBe(`module example.com/shop (.): Go 1.26
  program orders (cmd/orders)
  grpc: serves or calls gRPC: a port with the scheme h2c and a gRPC probe [google.golang.org/grpc, /go.mod:5]
  cgo: needs a C library in its image, and a smaller share of its memory for Go
`);
    expect(code).toBe(0);
  });

  test('and for programs', async () => {
    const { out } = await run('go', folder, '-o', 'json');
    expect(JSON.parse(out)).toMatchObject({
      work: null,
      modules: [
        {
          path: 'example.com/shop',
          dir: '.',
          go: '1.26',
          toolchain: null,
          mains: [{ dir: 'cmd/orders', name: 'orders' }],
          replaces: [],
          features: ['grpc', 'cgo'],
          because: [{ feature: 'grpc', location: { file: join(folder, 'go.mod'), line: 5, column: 1 } }],
        },
      ],
      problems: [],
    });
  });

  test('ends with 1 where a file is wrong, and names its place as people can open it', async () => {
    writeFileSync(join(folder, 'go.mod'), 'module example.com/shop\nrequire x\n');
    const { code, out, err } = await run('go', folder, '-o', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      modules: [],
      problems: [{ code: 'TR852', location: { line: 2 } }],
    });
    expect(err).toContain(`${folder}/go.mod:2:1`);
  });

  test('prints or writes what builds images, and writes over nothing of others', async () => {
    expect((await run('go', 'images', '--for', 'ko', folder)).out).toContain('main: ./cmd/orders\n');
    const output = join(folder, 'build');
    const first = await run('go', 'images', '--for', 'docker', folder, '--output', output);
    expect(first).toMatchObject({ code: 0, out: `${output}/Dockerfile\n${output}/.dockerignore\n` });
    writeFileSync(join(output, '.dockerignore'), 'mine\n');
    const second = await run('go', 'images', '--for', 'docker', folder, '--output', output);
    expect(second.code).toBe(1);
    expect(second.err).toContain(
      `${output}/.dockerignore is there already, and no earlier run has written it.`,
    );
  });

  test('writes the lock of images, and keeps what is in it', async () => {
    const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
    const lock = join(folder, 'images.lock.yaml');
    writeFileSync(lock, `images: { 'redis:8': 'redis:8@${digest('a')}' }\n`);
    writeFileSync(join(folder, 'refs.txt'), `r.example/orders@${digest('b')}\n`);
    const { code, out } = await run(
      'go',
      'lock',
      join(folder, 'refs.txt'),
      '--dir',
      folder,
      '--output',
      lock,
    );
    expect({ code, out }).toEqual({ code: 0, out: `${lock}: 2 images, 1 from this build\n` });
    expect(readFileSync(lock, 'utf8')).toBe(`images:
  ko://example.com/shop/cmd/orders: r.example/orders@${digest('b')}
  redis:8: redis:8@${digest('a')}
`);
    writeFileSync(join(folder, 'refs.txt'), `r.example/orders@${digest('b')}\nr.example/other:1\n`);
    const bad = await run('go', 'lock', join(folder, 'refs.txt'), '--dir', folder, '--output', lock);
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('"r.example/other:1" is the image of no program here.');
    expect(bad.err).toContain(`${join(folder, 'refs.txt')}:2:1`);
    const artifacts = join(folder, 'artifacts.json');
    writeFileSync(artifacts, '[\n  {"name": "r.exam');
    const cut = await run('go', 'lock', artifacts, '--dir', folder, '--output', lock);
    expect(cut).toMatchObject({ code: 1, err: expect.stringContaining(`${artifacts}:2:1`) });
    expect(cut.err).toContain('it ends before its JSON does');
  });

  test('tells what the lock has of a program that is gone', async () => {
    const image = `r.example/x@sha256:${'a'.repeat(64)}`;
    const lock = join(folder, 'images.lock.yaml');
    const args = ['go', 'lock', '--check', '--dir', folder, '--output', lock];
    writeFileSync(lock, `images:\n  ko://example.com/shop/cmd/orders: ${image}\n  redis:8: ${image}\n`);
    expect(await run(...args)).toMatchObject({ code: 0, out: `${lock}: 2 images\n` });
    writeFileSync(lock, `images:\n  ko://example.com/shop/cmd/basket: ${image}\n`);
    const { code, err } = await run(...args);
    expect(code).toBe(1);
    expect(err).toMatch(/error stale-image-lock.*images\.lock\.yaml:2:\d+\n.*no .*cmd\/basket|cmd\/basket/i);
    expect((await run('go', 'images', '--for', 'ko', '--check', folder)).code).toBe(2);
  });

  test('says how many images a lock has, be it one', async () => {
    const lock = join(folder, 'one.lock.yaml');
    writeFileSync(join(folder, 'refs.txt'), `r.example/orders@sha256:${'b'.repeat(64)}\n`);
    const { out } = await run('go', 'lock', join(folder, 'refs.txt'), '--dir', folder, '--output', lock);
    expect(out).toBe(`${lock}: 1 image, 1 from this build\n`);
  });

  test('tells what has all of a plugin of Traefik but its .traefik.yml, and brings no such plugin to a chart', async () => {
    writeFileSync(
      join(folder, 'stamp.go'),
      `package stamp

import (
	"context"
	"net/http"
)

type Config struct{}

func CreateConfig() *Config { return &Config{} }

func New(ctx context.Context, next http.Handler, config *Config, name string) (http.Handler, error) {
	return next, nil
}
`,
    );
    const { code, err } = await run('go', folder);
    expect(code).toBe(0);
    expect(err).toContain(
      `warning invalid-plugin  ${folder}/go.mod:1:1\n  There is no .traefik.yml in ${folder}.`,
    );
    expect(err).toContain(`fix: Write ${folder}/.traefik.yml with displayName`);
    const plugins = await run('go', 'plugins', '--for', 'chart', folder);
    expect(plugins).toMatchObject({ code: 1, out: '', err: expect.stringContaining('error invalid-plugin') });
  });

  test('has the options of plugins in a schema for editors, with testData as the example', async () => {
    const { code, out } = await run('go', 'plugins', '--for', 'editor', 'test/workspace');
    expect(code).toBe(0);
    const schema = JSON.parse(out);
    const { stamp } =
      schema.allOf[0].properties.middlewares.additionalProperties.properties.plugin.properties;
    expect(Object.keys(stamp.properties)).toEqual(['header', 'value']);
    expect(stamp).toMatchObject({
      description: expect.stringContaining('Puts a header on requests'),
      examples: [{ header: 'X-Stamp', value: 'stamped' }],
    });
    const holds = new Ajv({ strict: false, allErrors: true }).compile(schema);
    const middleware = (options: unknown): boolean =>
      holds({ namespace: 'shop', middlewares: { stamped: { plugin: { stamp: options } } } });
    expect(middleware({ header: 'X-A', value: 5 })).toBe(true);
    expect(middleware('${options}')).toBe(true);
    expect(middleware({ header: ['X-A'] })).toBe(false);
    expect(middleware(['X-A'])).toBe(false);
    expect(holds({ namespace: 'shop', middlewares: '${all}' })).toBe(true);
    expect(holds({ namespace: 'shop', nonsense: 1 })).toBe(false);
  });

  test('brings no plugins to a chart where no module is one', async () => {
    const { code, out, err } = await run('go', 'plugins', '--for', 'chart', folder);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`There is no plugin of Traefik among the modules of ${folder}.`);
    expect(err).toContain(`${folder}/go.mod:1:1`);
  });

  test('prints nothing for people where there is no module, and says why', async () => {
    rmSync(join(folder, 'go.mod'));
    const { code, out, err } = await run('go', folder);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('no-go-module');
  });

  test('checks the environment of this machine', async () => {
    writeFileSync(join(folder, 'Gopkg.lock'), '');
    writeFileSync(join(folder, 'go.sum'), '');
    const { code, out } = await run('go', 'check', folder, '-o', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      problems: [{ code: 'TR863', severity: 'warning', location: { file: join(folder, 'Gopkg.lock') } }],
    });
  });

  test('says so where a folder cannot be looked at, and passes over a go.mod that leads in a circle as go does', async () => {
    symlinkSync('loop', join(folder, 'loop'));
    expect(await run('go', join(folder, 'loop'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('its links lead in a circle'),
    });
    expect(await run('go', join(folder, 'go.mod', 'x'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('it is not a folder'),
    });
    mkdirSync(join(folder, 'inner'));
    symlinkSync('go.mod', join(folder, 'inner/go.mod'));
    expect(await run('go', join(folder, 'inner'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('example.com/shop'),
    });
  });

  test.each([
    [['images', '.']],
    [['images', '--for', 'nix', '.']],
    [['.', '--for', 'ko']],
    [['lock']],
    [['check', '--dir', '.']],
    [['/no/such/folder']],
    [['.', '.']],
    [['-o', 'xml']],
  ])('ends with 2 for %j', async (args) => {
    expect((await run('go', ...args)).code).toBe(2);
  });
});
