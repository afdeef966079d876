import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { libraryIn } from '../../support/library';
import type { CommandFix } from './fix';

const cdk8s = resolve('node_modules/cdk8s');
const environment = (more = ''): string =>
  `namespace: shop\nservices: { web: { image: 'example.com/web:1', ports: { http: 80 }${more} } }\n`;
const cdk8sYaml = `app: '"${process.execPath}" main.js'\noutput: .dist\n`;
const program = (body: string): string => `
const { JsonPatch } = require('${cdk8s}');
const { DeliveryApp, EnvironmentStack, Environments } = ${libraryIn()};

const app = new DeliveryApp();
for (const environment of Environments.load('environments')) {
  const stack = new EnvironmentStack(app, environment);
  ${body}
}
app.synth();
`;
const stock = `const { App, Chart } = require('${cdk8s}');\nconst app = new App();\nnew Chart(app, 'a');\napp.synth();\n`;
const variables = { PATH: process.env['PATH'] ?? '' };

/** A repository whose main.ts is wrong, and the same main.ts mended. */
const fix = (
  rule: CommandFix['rule'],
  says: CommandFix['says'],
  broken: string,
  more: Partial<CommandFix> = {},
): CommandFix => ({
  rule,
  says,
  argv: ['validate'],
  isHome: true,
  variables,
  files: { 'main.js': broken, 'cdk8s.yaml': cdk8sYaml, 'environments/prod.yaml': environment() },
  change: { 'main.js': program('') },
  ...more,
});

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';
const context = (port: number): string =>
  `traefik: { configuration: { entryPoints: { web: { address: ':${port}' } } } }\n`;

/** A repository with one revision. */
function committed(folder: string): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@a.test', ...args], {
      stdio: 'ignore',
    });
  git('init', '--initial-branch=main');
  git('add', '.');
  git('commit', '-m', 'All of it');
}

/** A kubectl that reaches a cluster without objects once `reachable` is there. */
const kubectl = `#!/bin/sh
[ -e "$(dirname "$0")/reachable" ] || { echo 'The connection to the server was refused' >&2; exit 1; }
case "$1" in
  api-resources) echo services; echo ingressroutes.traefik.io ;;
  *) echo '{"apiVersion":"v1","kind":"List","items":[]}' ;;
esac
`;

/** What is wrong with programs, repositories, clusters and folders that others wrote. */
export const programFixes: readonly CommandFix[] = [
  fix('failed-program', 'Mend what it says above', program("throw new Error('so it goes');")),
  fix('no-delivery-app', 'Let it make a DeliveryApp', stock),
  fix(
    'program-changes-declared',
    'Say it in the environment files',
    program(`stack.service('web').deployment?.addJsonPatch(JsonPatch.replace('/spec/replicas', 3));`),
    {
      argv: ['chart', '--env', 'prod', '--output', 'DIR/chart'],
      change: { 'main.js': program(''), 'environments/prod.yaml': environment(', replicas: 3') },
    },
  ),
  {
    rule: 'no-context',
    says: 'Let the synth write it anew',
    argv: ['lint', '-f', 'DIR/dist/prod'],
    files: {
      'environments/prod.yaml': environment(),
      'dist/prod/web.yaml': service,
      'dist/prod/.cdk8s-traefik-context': 'traefik: mine\n',
    },
    afterwards: ['synth', '--environments', 'DIR/environments', '--output', 'DIR/dist'],
    change: { 'dist/prod/web.yaml': null },
  },
  {
    rule: 'different-traefiks',
    says: 'Name the folder of one environment',
    argv: ['lint', '-f', 'DIR/a', '-f', 'DIR/b'],
    files: {
      'a/web.yaml': service,
      'a/.cdk8s-traefik-context': context(80),
      'b/web.yaml': service.replace('web', 'api'),
      'b/.cdk8s-traefik-context': context(81),
    },
    fixedArgv: ['lint', '-f', 'DIR/a'],
  },
  {
    rule: 'unreadable-revision',
    says: 'git:REV:PATH',
    argv: ['lint', '-f', 'git:mian:dist'],
    files: { 'dist/web.yaml': service },
    prepare: committed,
    isHome: true,
    variables,
    fixedArgv: ['lint', '-f', 'git:main:dist'],
  },
  {
    rule: 'unreadable-traefik',
    says: 'a file with what its /api/rawdata prints',
    argv: ['drift', '-f', 'DIR/web.yaml', '--live', 'DIR/rawdata.json'],
    files: { 'web.yaml': service, 'rawdata.json': 'routers: none' },
    change: { 'rawdata.json': '{ "routers": {}, "services": {} }' },
  },
  {
    rule: 'unreadable-cluster',
    says: 'kubectl get services --all-namespaces',
    argv: ['lint', '-f', 'live:'],
    files: { 'bin/kubectl': kubectl },
    prepare: (folder) => chmodSync(join(folder, 'bin/kubectl'), 0o755),
    isHome: true,
    variables: { PATH: `bin:${variables.PATH}` },
    change: { 'bin/reachable': '' },
  },
];
