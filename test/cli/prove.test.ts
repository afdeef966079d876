import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: office, namespace: shop }
spec: { ipAllowList: { sourceRange: [10.0.0.0/8] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [websecure]
  routes:
    - { match: 'Host(\`a.com\`)', kind: Rule, services: [{ name: web, port: 80 }] }
    - match: Host(\`a.com\`) && PathPrefix(\`/admin\`)
      kind: Rule
      middlewares: [{ name: office }]
      services: [{ name: web, port: 80 }]
`;
const guarded = `
  - name: the admin pages are for the office
    requests: Host(\`a.com\`) && PathPrefix(\`/admin\`)
    never: { reach: [shop/web], without: [ipAllowList] }
`;
const open = `
  - name: all is for the office
    requests: Host(\`a.com\`)
    always: { pass: [office] }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prove-'));
  writeFileSync(join(folder, 'web.yaml'), manifests);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function prove(
  claims: string,
  ...more: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  writeFileSync(join(folder, 'claims.txt'), `claims:${claims}`);
  let out = '';
  let err = '';
  const code = await main(
    ['prove', '-f', join(folder, 'web.yaml'), '--claims', join(folder, 'claims.txt'), ...more],
    {
      variables: {},
      standardInput: () => '',
      out: (text) => void (out += text),
      err: (text) => void (err += text),
    },
  );
  return { code, out, err };
}

test('prints as JSON what is known of each claim, in their order, and exits with 1 unless all are proven', async () => {
  const { code, out } = await prove(guarded + open, '-o', 'json');
  expect(code).toBe(1);
  const { claims } = JSON.parse(out);
  expect(claims).toEqual([
    {
      name: 'the admin pages are for the office',
      result: 'proven',
      counterexample: null,
      explanation: null,
      regions: expect.any(Number),
      reason: null,
    },
    {
      name: 'all is for the office',
      result: 'refuted',
      counterexample: { method: 'GET', url: 'https://a.com/', entryPoint: 'websecure' },
      explanation: expect.objectContaining({ outcome: 'forwarded', rule: 'Host(`a.com`)' }),
      regions: expect.any(Number),
      reason: 'it reaches shop/web without office',
    },
  ]);
  expect(await prove(guarded)).toMatchObject({ code: 0, err: '1 of 1 claims are proven.\n' });
});

test('shows people the request as curl sends it, and what happens to it', async () => {
  const { out } = await prove(guarded + open);
  const lines = out.split('\n');
  expect(lines[0]).toMatch(/^proven {3}the admin pages are for the office {2}\(\d regions\)$/);
  expect(lines[1]).toBe('REFUTED  all is for the office');
  expect(lines[2]).toBe('         it reaches shop/web without office');
  expect(lines[3]).toBe('         curl --path-as-is https://a.com/  # at the entry point websecure');
  expect(lines[4]).toMatch(/^ {9}entry point {2}websecure/);
});

test('holds two sets of objects against each other, and shows both ways of a request that they treat otherwise', async () => {
  const other = join(folder, 'other.yaml');
  const alike = (requests: string): string =>
    `\n  - { name: nothing moves, requests: '${requests}', alike: { with: '${other}' } }`;
  writeFileSync(other, manifests.replace('middlewares: [{ name: office }]', 'middlewares: []'));
  expect(await prove(alike('Host(`b.com`)'))).toMatchObject({ code: 0 });
  const { code, out } = await prove(alike('Host(`a.com`)'));
  expect(code).toBe(1);
  expect(out).toContain(`it is answered with 403; with ${other} it is forwarded to shop/web:80`);
  expect(out).toMatch(/403[^]*with the other objects\n {9}entry point[^]*outcome {6}forwarded/);
  const [claim] = JSON.parse((await prove(alike('Host(`a.com`)'), '-o', 'json')).out).claims;
  expect(claim).toMatchObject({
    result: 'refuted',
    explanation: { outcome: 'answered' },
    otherExplanation: { outcome: 'forwarded' },
  });
});

test('tells at the claim that the other objects are named wrongly', async () => {
  const wrong = await prove('\n  - { name: a, alike: { with: "git:main" } }');
  expect(wrong).toMatchObject({ code: 1, out: '' });
  expect(wrong.err).toMatch(/^error invalid-claim {2}.*claims\.txt:2:5\n.*write git:REV:PATH/);
  const missing = await prove(`\n  - { name: a, alike: { with: '${join(folder, 'gone.yaml')}' } }`);
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('gone.yaml') });
});

test('says that variables of environments have no value without one', async () => {
  const { code, err } = await prove(
    '\n  - { name: a, requests: "Host(`${domain}`)", never: { reach: [shop/web] } }',
  );
  expect(code).toBe(1);
  expect(err).toMatch(/claims\.txt:2:16.*\n.*\$\{domain\} is a variable of environments[^]*--env NAME/);
});

test('tells pipelines by the formats of lint', async () => {
  const { code, out } = await prove(guarded + open, '-o', 'github');
  expect(code).toBe(1);
  expect(out).toMatch(/^::error .*claims\.txt,line=6/);
  expect(JSON.parse((await prove(guarded, '-o', 'sarif')).out).runs[0].results).toEqual([]);
});

test('says that a claim holds of nothing', async () => {
  const { code, out, err } = await prove(
    open.replace('a.com', 'b.com') + '\n  - { name: n, never: { reach: [shop/wbe] } }',
  );
  expect(code).toBe(0);
  expect(out).toContain('there is no Service shop/wbe among the objects; did you mean shop/web?');
  expect(err).toContain('warning: holds of nothing: n\n');
});

test('a broken claim is told with its place and exits with 1, a missing one is wrong usage', async () => {
  const broken = await prove('\n  - { name: a, never: { reach: [shop/web], without: [offce] } }');
  expect(broken).toMatchObject({ code: 1, out: '' });
  expect(broken.err).toMatch(/^error invalid-claim {2}.*claims\.txt:2:5\n {2}"a": "offce" is neither a kind/);
  expect(await prove('\n  - { nme: a }')).toMatchObject({
    code: 1,
    err: expect.stringContaining('claims.txt:2:7'),
  });
  const code = await main(['prove', '-f', folder], {
    variables: {},
    standardInput: () => '',
    out: () => {},
    err: () => {},
  });
  expect(code).toBe(2);
});
