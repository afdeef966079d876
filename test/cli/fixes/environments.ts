import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandFix, fixesOf } from './fix';

const argv = ['validate', '--environments', 'DIR/environments'];
const environment = (more: string, service = ''): string =>
  `namespace: shop\nservices:\n  web:\n    image: example.com/web:1.0.0\n    ports: { http: 80 }\n${service}routes:\n  http: { web: { match: 'Host(\`a.test\`)', entryPoints: [web], services: [web] } }\n${more}`;
const release = (text: string): string => environment('', `    release: ${text}\n`);
const fix = fixesOf('environments/prod.yaml', { argv });
const stepped = release('{ version: 1.1.0, steps: [5, 50] }');
const finding = JSON.stringify({
  finding: {
    osv: 'GO-2026-1',
    fixed_version: 'v1.0.1',
    trace: [
      { module: 'example.com/x', version: 'v1.0.0', package: 'example.com/x', function: 'Parse' },
      { module: 'm', package: 'm', function: 'main', position: { filename: 'main.go', line: 3 } },
    ],
  },
});
const scanned = '{"config": {"protocol_version": "v1.0.0", "scanner_name": "govulncheck"}}\n';
const vulnerabilities = (more = ''): string =>
  environment(`gates: { vulnerabilities: { report: vuln.json${more} } }\n`);
const covered = (minimum: number): string =>
  environment(`gates: { coverage: { profile: cover.out, minimum: ${minimum} } }\n`);
const profile = 'mode: set\nm/a.go:1.1,2.1 1 1\nm/a.go:3.1,4.1 1 0\n';

const office = 'middlewares: { office: { ipAllowList: { sourceRange: [10.0.0.0/8] } } }\n';
const guarded = environment(office).replace(
  'entryPoints: [web]',
  'entryPoints: [web], middlewares: [office]',
);
const claim = (requests: string): string =>
  `claims:\n  - name: inside\n    requests: ${requests}\n    only: { clientIp: [10.0.0.0/8] }\n`;

const manifest = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';
const inFront = ['lint', '-f', 'DIR/web.yaml', '--traefik'];

/** What is wrong with releases, gates and claims of environments. */
export const environmentFixes: readonly CommandFix[] = [
  fix(
    'release-without-version',
    '`version`',
    release('{ steps: [5, 50] }'),
    release('{ version: 1.1.0, steps: [5, 50] }'),
  ),
  fix(
    'invalid-release-steps',
    'each greater than the one before',
    release('{ version: 1.1.0, steps: [50, 5] }'),
    release('{ version: 1.1.0, steps: [5, 50] }'),
  ),
  fix(
    'release-name-taken',
    'Name the other object otherwise',
    `${stepped}kubernetesServices: { web-canary: { externalName: example.com } }\n`,
    `${stepped}kubernetesServices: { other: { externalName: example.com } }\n`,
  ),
  fix('unreadable-report', 'Make it before the synth', vulnerabilities(), vulnerabilities(), {
    change: { 'vuln.json': scanned },
  }),
  fix('go-vulnerability', 'go get example.com/x@v1.0.1', vulnerabilities(), vulnerabilities(), {
    files: { 'vuln.json': scanned + finding },
    change: { 'vuln.json': scanned },
  }),
  fix(
    'needless-exception',
    'Take it out',
    vulnerabilities(", allow: { GO-2026-2: { reason: none, owner: me, until: '2999-01-01' } }"),
    vulnerabilities(),
    { files: { 'vuln.json': scanned } },
  ),
  fix('go-coverage', 'ask for less', covered(80), covered(50), { files: { 'cover.out': profile } }),
  fix('claim-of-two-sets', 'prove --env', environment(''), environment(''), {
    files: {
      'claims.yaml': 'claims: [{ name: same, alike: { with: old } }]\n',
      'old/shop.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    },
    isHome: true,
    fixedArgv: ['prove', '--environments', 'DIR/environments', '--env', 'prod'],
  }),
  fix('refuted-claim', 'Change the routes so that it holds', environment(''), guarded, {
    files: { 'claims.yaml': claim('Host(`a.test`)') },
  }),
  fix('vacuous-claim', 'Correct the hosts', guarded, guarded, {
    files: { 'claims.yaml': claim('Host(`a.test`) && Host(`b.test`)') },
    change: { 'claims.yaml': claim('Host(`a.test`)') },
  }),
  fix('no-environment', /\.yaml/, environment(''), environment(''), {
    files: { 'environments/base.yaml': environment(''), 'environments/prod.yaml': '' },
    argv: ['validate', '--environments', 'DIR/empty'],
    prepare: (folder) => mkdirSync(join(folder, 'empty')),
    fixedArgv: argv,
  }),
  fix('unreadable-environments', /folder/, environment(''), environment(''), {
    argv: ['validate', '--environments', 'DIR/environmnets'],
    fixedArgv: argv,
  }),
  fix('duplicate-environment', /./, environment(''), environment(''), {
    files: { 'environments/prod.yml': environment('') },
    change: { 'environments/prod.yml': null },
  }),
  fix('invalid-environment-name', /letters/, environment(''), environment(''), {
    files: { 'environments/Prod_1.yaml': environment('') },
    change: { 'environments/Prod_1.yaml': null, 'environments/prod-1.yaml': environment('') },
  }),
  fix('invalid-static-configuration', /./, environment(''), environment(''), {
    argv: [...inFront, 'DIR/traefik.yaml'],
    files: { 'traefik.yaml': 'api: { basePath: ops }\n', 'web.yaml': manifest },
    change: { 'traefik.yaml': 'api: { basePath: /ops }\n' },
  }),
  fix('no-request', /./, environment(''), environment(''), {
    argv: ['explain', '--requests', 'DIR/requests.jsonl', '-f', 'DIR/web.yaml', '-o', 'json'],
    files: { 'requests.jsonl': '{"host":"a.test"}\n', 'web.yaml': manifest },
    change: { 'requests.jsonl': '{"url":"http://a.test/"}\n' },
  }),
];
