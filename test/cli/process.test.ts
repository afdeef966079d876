import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bin = resolve('bin/cdk8s-traefik.js');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'process-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program in a folder of its own, as a shell would with this command line behind its name. */
function run(line: string, input: string | Buffer = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', `"$0" "$1" ${line}`, process.execPath, bin],
    {
      cwd: folder,
      input,
      encoding: 'utf8',
    },
  );
  return { code: status, out: stdout, err: stderr };
}

/** A line of a stack trace. */
const stackLine = /^\s+at .+:\d+:\d+\)?$/m;

test('binary standard input is refused as a binary file is', () => {
  expect(run('routes -f -', Buffer.from([0xff, 0xfe, 0]))).toMatchObject({
    code: 1,
    err: expect.stringContaining('<standard input> cannot be read: it is not UTF-8 text'),
  });
});

test('empty standard input is a cluster without objects, and that is said', () => {
  const { code, out, err } = run('routes -f - -o json');
  expect({ code, err }).toEqual({ code: 0, err: 'There are no API objects in -.\n' });
  expect(JSON.parse(out)).toHaveProperty('routers');
});

test('standard input is the same on both sides of an upgrade', () => {
  const route = `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec: { entryPoints: [web], routes: [{ match: 'Host(\`a.example\`)', kind: Rule, services: [{ name: app, port: 80 }] }] }
`;
  writeFileSync(join(folder, 'route.yaml'), route);
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: app }\nspec: { ports: [{ port: 80 }] }\n';
  const { code, out } = run('upgrade --from 3.7.13 --to 3.7.13 -f route.yaml -f - -o json', service);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'same', changes: [] });
});

test.each(['| head -1', '2>&1 >/dev/null | head -c 1'])(
  'a reader that has enough is no error: %s',
  (reader) => {
    const routes = Array.from(
      { length: 3_000 },
      (_, index) =>
        `{ match: 'Host(\`${'a'.repeat(40)}.${index}\`)', kind: Rule, services: [{ name: gone, port: 80 }] }`,
    );
    writeFileSync(
      join(folder, 'many.yaml'),
      `apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: a }\nspec: { routes: [${routes.join(', ')}] }\n`,
    );
    const { code, err } = run(`explain http://a -f many.yaml -f many.yaml ${reader}`);
    expect(err).not.toMatch(stackLine);
    expect(code).toBe(0);
  },
);
