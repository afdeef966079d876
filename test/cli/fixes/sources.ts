import type { CommandFix } from './fix';

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';
const route = (entryPoint: string): string =>
  `apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: web }\nspec:\n  entryPoints: [${entryPoint}]\n  routes: [{ match: 'Host(\`a.test\`)', kind: Rule, services: [{ name: web, port: 80 }] }]\n`;
const manifests = `${route('web')}---\n${service}`;
const lint = ['lint', '-f', 'DIR/web.yaml'];
const traefik = (image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: traefik }\nspec:\n  selector: { matchLabels: { a: b } }\n  template:\n    metadata: { labels: { a: b } }\n    spec: { containers: [{ name: traefik, image: '${image}' }] }\n`;

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
];
