import type { CommandFix } from './fix';

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';
const route = (entryPoint: string): string =>
  `apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: web }\nspec:\n  entryPoints: [${entryPoint}]\n  routes: [{ match: 'Host(\`a.test\`)', kind: Rule, services: [{ name: web, port: 80 }] }]\n`;
const manifests = `${route('web')}---\n${service}`;
const lint = ['lint', '-f', 'DIR/web.yaml'];
const traefik = (image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: traefik }\nspec:\n  selector: { matchLabels: { a: b } }\n  template:\n    metadata: { labels: { a: b } }\n    spec: { containers: [{ name: traefik, image: '${image}' }] }\n`;

/** A value of 150 levels, which stands within as many more as are asked for. */
const nested = (levels: number): string =>
  `apiVersion: example.com/v1\nkind: Log\nmetadata: { name: log }\nspec: { a: &a ${'['.repeat(150)}${']'.repeat(150)}, b: &b ${'['.repeat(levels)}*a${']'.repeat(levels)}, c: *b }\n`;
const synth = ['synth', '--environments', 'DIR/environments', '--output', 'DIR/dist'];
const environment = {
  'environments/prod.yaml': `namespace: shop\nservices: { web: { image: 'example.com/web:1', ports: { http: 80 } } }\n`,
};
const cloud = 'cloud: { apiTokenSecretRef: { name: venafi, key: token } }';
const venafi = "tpp: { url: 'https://tpp.example.com', credentialsRef: { name: venafi } }";
const issuer = (services: string): string =>
  `apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: { name: venafi }\nspec: { venafi: { zone: shop, ${services} } }\n`;

/** What is wrong with where objects come from, with what switches findings off, and with releases of Traefik. */
export const sourceFixes: readonly CommandFix[] = [
  {
    rule: 'no-api-object',
    says: 'Leave it out of what is read',
    argv: ['routes', '-f', 'DIR'],
    files: { 'web.yaml': manifests, 'values.yaml': 'replicas: 2\n' },
    fixedArgv: ['routes', '-f', 'DIR/web.yaml'],
  },
  {
    rule: 'broken-object',
    says: 'Give it all three',
    argv: lint,
    files: { 'web.yaml': `${manifests}---\n${service.replace('{ name: web }', '{}')}` },
    change: { 'web.yaml': `${manifests}---\n${service.replace('web', 'api')}` },
  },
  {
    rule: 'broken-object',
    says: 'in quotes',
    argv: lint,
    files: { 'web.yaml': `${manifests}---\n${service.replace('name: web', 'name: y')}` },
    change: { 'web.yaml': `${manifests}---\n${service.replace('name: web', "name: 'y'")}` },
  },
  {
    rule: 'broken-object',
    says: '`items: []`',
    argv: lint,
    files: { 'web.yaml': `${manifests}---\napiVersion: v1\nkind: List\n` },
    change: { 'web.yaml': `${manifests}---\napiVersion: v1\nkind: List\nitems: []\n` },
  },
  {
    rule: 'outdated-traefik',
    says: '--traefik-version',
    argv: lint,
    files: { 'web.yaml': `${manifests}---\n${traefik('traefik:v2.11')}` },
    fixedArgv: [...lint, '--traefik-version', '3.7.13'],
  },
  {
    rule: 'unreadable-file',
    says: /./,
    argv: ['lint', '-f', 'DIR/wbe.yaml'],
    files: { 'web.yaml': manifests },
    fixedArgv: lint,
  },
  {
    rule: 'invalid-lint-file',
    says: 'Write a list; each of its items is a map',
    argv: [...lint, '--config', 'DIR/lint.yaml'],
    files: { 'web.yaml': manifests, 'lint.yaml': 'ignore: TR070\n' },
    change: { 'lint.yaml': 'ignore: [{ code: TR070, reason: ours }]\n' },
  },
  {
    rule: 'unknown-rule-name',
    says: 'unreached-route',
    argv: [...lint, '--config', 'DIR/lint.yaml'],
    files: { 'web.yaml': manifests, 'lint.yaml': 'ignore: [{ code: unreachd-route, reason: ours }]\n' },
    change: { 'lint.yaml': 'ignore: [{ code: unreached-route, reason: ours }]\n' },
  },
  {
    rule: 'invalid-lint-file',
    says: 'Add "reason"',
    argv: [...lint, '--config', 'DIR/lint.yaml'],
    files: { 'web.yaml': manifests, 'lint.yaml': 'ignore: [{ code: TR070 }]\n' },
    change: { 'lint.yaml': 'ignore: [{ code: TR070, reason: ours }]\n' },
  },
  {
    rule: 'missing-reason',
    says: 'Write the reason',
    argv: lint,
    files: {
      'web.yaml': manifests.replace(
        'name: web }',
        "name: web, annotations: { lint.cdk8s-traefik/TR070: '' } }",
      ),
    },
    change: {
      'web.yaml': manifests.replace(
        'name: web }',
        'name: web, annotations: { lint.cdk8s-traefik/TR070: ours } }',
      ),
    },
  },
  {
    rule: 'unused-suppression',
    says: 'Remove it',
    argv: [...lint, '--config', 'DIR/lint.yaml'],
    files: { 'web.yaml': manifests, 'lint.yaml': 'ignore: [{ code: TR070, reason: ours }]\n' },
    change: { 'lint.yaml': 'ignore: []\n' },
  },
  {
    rule: 'invalid-baseline',
    says: 'Write it anew with --write-baseline',
    argv: [...lint, '--baseline', 'DIR/known.json'],
    files: { 'web.yaml': manifests, 'known.json': '[' },
    fixedArgv: [...lint, '--baseline', 'DIR/known.json', '--write-baseline'],
  },
  {
    rule: 'open-advisory',
    says: 'Upgrade Traefik',
    argv: [...lint, '--traefik-version', '3.7.10'],
    files: { 'web.yaml': manifests },
    fixedArgv: [...lint, '--traefik-version', '3.7.13'],
  },
  {
    rule: 'too-deep',
    says: 'Nest at most 200 levels deep',
    argv: lint,
    files: { 'web.yaml': nested(100) },
    change: { 'web.yaml': nested(10) },
  },
  {
    rule: 'unwritable-file',
    says: 'Make a folder for it',
    argv: ['map', '-f', 'DIR/web.yaml', '--output', 'DIR/pages/map.html'],
    files: { 'web.yaml': manifests },
    change: { 'pages/notes.txt': '' },
  },
  {
    rule: 'unwritable-file',
    says: 'name another file',
    argv: ['map', '-f', 'DIR/web.yaml', '--output', 'DIR/pages'],
    files: { 'web.yaml': manifests, 'pages/notes.txt': '' },
    fixedArgv: ['map', '-f', 'DIR/web.yaml', '--output', 'DIR/pages/map.html'],
  },
  {
    rule: 'unwritable-output',
    says: 'Make the path a folder that may be written',
    argv: synth,
    files: { ...environment, dist: 'a file' },
    change: { dist: null },
  },
  {
    rule: 'unwritable-output',
    says: 'choose another output folder',
    argv: synth,
    files: { ...environment, dist: 'a file' },
    fixedArgv: synth.map((word) => word.replace('dist', 'manifests')),
  },
  {
    rule: 'broken-crd-rule',
    says: 'Write it as the message says',
    argv: [...lint, '--assume-secrets'],
    files: { 'web.yaml': issuer(`${cloud}, ${venafi}`) },
    change: { 'web.yaml': issuer(cloud) },
  },
];
