import { readFileSync } from 'node:fs';
import { commandLine } from '../support/command-line';
import { inProject } from '../tools/compose/support';

/** A route that passes by the guard of another one, as under Compose. */
const bypassed = {
  'compose.yaml': `
name: shop
services:
  traefik: { image: "traefik:v3.7", command: [--providers.docker, --entrypoints.web.address=:80], labels: { traefik.enable: "false" } }
  web:
    image: ghcr.io/acme/web:1.0.0
    user: "1000"
    expose: ["8080"]
    labels:
      traefik.http.routers.guarded.rule: Host(\`shop.example.com\`)
      traefik.http.routers.guarded.middlewares: office
      traefik.http.routers.open.rule: Host(\`shop.example.com\`) && Header(\`X-Canary\`, \`always\`) || PathPrefix(\`/health\`)
      traefik.http.middlewares.office.ipallowlist.sourcerange: 10.0.0.0/8
`,
};

test('A fault that Compose has as well is an error until it is accepted, and then the environment says that it is meant', () =>
  inProject(bypassed, async (folder) => {
    const compose = (output: string, ...args: readonly string[]) =>
      commandLine(['compose', '-f', `${folder}/compose.yaml`, '--output', `${folder}/${output}`, ...args]);
    const refused = await compose('refused');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('error bypassed-guard');
    expect(refused.out).toContain('SAME: every request fares as before.');
    const accepted = await compose('accepted', '--accept=TR214', '--chart', `${folder}/chart`);
    expect(accepted.err).not.toContain('error ');
    expect(accepted.code).toBe(0);
    expect(readFileSync(`${folder}/accepted/environments/base.yaml`, 'utf8')).toContain(
      'lint.cdk8s-traefik/TR214: it is so under Compose too',
    );
    const synth = await commandLine([
      'synth',
      '--environments',
      `${folder}/accepted/environments`,
      '--output',
      `${folder}/dist`,
    ]);
    expect(synth.code).toBe(0);
  }));

test('With --interactive it is asked about', () =>
  inProject(bypassed, async (folder) => {
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve(question.includes('TR214') ? 'yes' : '');
    };
    const { code, err } = await commandLine(
      ['compose', '-f', `${folder}/compose.yaml`, '--output', `${folder}/moved`, '--interactive'],
      { ask },
    );
    expect(asked.at(-1)).toContain('Checks refuse this, and it is so under Compose too:\n');
    expect(err).toContain('--accept=TR214');
    expect(code).toBe(0);
  }));

test('A code that there is not is told, with what was meant', () =>
  inProject(bypassed, async (folder) => {
    const args = ['compose', '-f', `${folder}/compose.yaml`, '--output', `${folder}/moved`];
    const { code, err } = await commandLine([...args, '--accept=bypased-guard']);
    expect(code).toBe(2);
    expect(err).toContain('there is no code bypased-guard: did you mean "bypassed-guard"?');
  }));
