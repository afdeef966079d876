import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

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

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    variables: {},
    standardInput: () => '',
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
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

  test.each([[['/no/such/folder']], [['.', '.']], [['-o', 'xml']]])('ends with 2 for %j', async (args) => {
    expect((await run('go', ...args)).code).toBe(2);
  });
});
