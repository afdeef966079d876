import { commandLine } from '../support/command-line';
import { inProject } from '../tools/compose/support';

/** What lint ends with, and how much what Traefik leaves out weighs. */
const lint = (text: string) =>
  inProject({ 'compose.yaml': text }, async (folder) => {
    const { code, out } = await commandLine(['lint', '--compose', `${folder}/compose.yaml`]);
    return { code, told: Array.from(out.matchAll(/^(\w+) TR210/gm), ([, severity]) => severity) };
  });

test('A container that the constraints of the provider leave out is no error: that is what they are for', async () => {
  expect(
    await lint(`
services:
  traefik: { image: "traefik:v3.7", command: [--providers.docker, "--providers.docker.constraints=Label(\`tier\`,\`web\`)"], labels: { tier: web, traefik.enable: "false" } }
  db: { image: "postgres:17" }
`),
  ).toEqual({ code: 0, told: ['info'] });
});

test('A container without a port is an error where its labels ask for a route, and a hint where they do not', async () => {
  const traefik =
    '  traefik: { image: "traefik:v3.7", command: [--providers.docker], labels: { traefik.enable: "false" } }';
  const other = (labels: string) =>
    `services:\n${traefik}\n  base: { image: "ghcr.io/acme/a:1", expose: [80] }\n  other: { image: "ghcr.io/acme/b:1", network_mode: "service:base"${labels} }\n`;
  expect(await lint(other(''))).toEqual({ code: 0, told: ['info'] });
  const asked = await lint(other(', labels: { traefik.http.routers.b.rule: "Host(`b.example.com`)" }'));
  expect(asked).toEqual({ code: 1, told: ['error'] });
});
