import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

const program = `
import { App, Chart } from 'cdk8s';
import { GoService, IngressRoute, host, rateLimit } from 'cdk8s-traefik';
import { yamlSerializer } from 'cdk8s-traefik/testing';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const api = new GoService(chart, 'api', { image: 'ghcr.io/mccutchen/go-httpbin:2.26.0', ports: { http: 8080 } });
new IngressRoute(chart, 'api-route', {
  entryPoints: ['websecure'],
  routes: [{ match: host('api.example.com'), middlewares: [rateLimit({ average: 100 })], services: [api] }],
  tls: {},
});
app.synth();
if (!yamlSerializer.test(chart.toJson()[0])) throw new Error('no API object');
`;

let folder: string;
let tarball: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
  tarball = join(folder, filename);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['a CommonJS', 'commonjs'],
  ['an ES module', 'module'],
])(
  '%s project compiles against the packed package with TypeScript and synthesizes',
  (_, type) => {
    const project = join(folder, type);
    execFileSync('mkdir', ['-p', project]);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type }));
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, outDir: 'out', types: [] },
        files: ['main.ts'],
      }),
    );
    writeFileSync(join(project, 'main.ts'), program);
    const wanted = ['cdk8s', 'constructs', 'typescript'].map((name) => `${name}@${devDependencies[name]}`);
    run(project, 'npm', ['install', '--no-audit', '--no-fund', '--silent', tarball, ...wanted]);
    run(project, 'npx', ['tsc', '-p', '.']);
    run(project, 'node', ['out/main.js']);
    const manifest = readFileSync(join(project, 'dist', 'shop.k8s.yaml'), 'utf8');
    expect(manifest).toContain('kind: IngressRoute\n');
    expect(manifest).toContain('Host(`api.example.com`)');
    expect(manifest).toContain('kind: Deployment\n');
    expect(run(project, 'npx', ['cdk8s-traefik', '--help'])).toContain('Usage: cdk8s-traefik');
  },
  300_000,
);

function run(cwd: string, command: string, args: string[]): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
