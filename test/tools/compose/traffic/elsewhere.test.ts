import { readCompose } from '../../../../lib/project/compose';
import { composeSources, proveTraffic } from '../../../../lib/tools/compose';
import { Environments } from '../../../../lib/project/environment';
import { readingOf } from '../../../../lib/project/source';
import { DeliveryApp, EnvironmentStack } from '../../../../lib/project/stack';
import { converted, inProject, synthesized, told, valueAt } from '../support';

/** What is said of the traffic to a project and to what becomes of it. */
function verdictOf(text: string): string | undefined {
  return inProject({ 'compose.yaml': text }, (directory) => {
    const { project, problems } = readCompose({ directory, projectName: 'shop', environment: {} });
    if (!project) throw new Error(JSON.stringify(problems));
    const [source] = composeSources([{ name: 'prod', project }], directory);
    const { texts } = converted(text);
    const files = Object.entries(texts).map(([name, each]) => ({ file: `${name}.yaml`, text: each }));
    const app = new DeliveryApp();
    for (const environment of Environments.from(files, { variables: {} }))
      new EnvironmentStack(app, environment);
    const program = { apps: [app.draft() ?? app.output()], environments: new Map() };
    return source && proveTraffic(source, readingOf(program, 'prod'))?.diff.verdict;
  });
}

const web = (...labels: readonly string[]): string =>
  [
    '  web:',
    '    image: ghcr.io/acme/web:1',
    "    expose: ['8080']",
    '    labels:',
    ...labels.map((label) => `      - ${label}`),
  ].join('\n');

test.each(['auth@file', 'auth@docker', 'auth'])(
  'A middleware that another project has (%s) is taken to exist on both sides of the proof',
  (middleware) => {
    const text = `services:\n${web('traefik.http.routers.web.rule=Host(`web.test`)', `traefik.http.routers.web.middlewares=${middleware}`)}\n`;
    expect(valueAt(converted(text), 'existing', 'middlewares')).toEqual({ auth: {} });
    expect(verdictOf(text)).toBe('same');
  },
);

test('A middleware of an entry point whose file is not there is taken to exist, and synth looks it up', () => {
  const text = `
services:
  traefik:
    image: traefik:v3.7
    command:
      - --providers.docker
      - --providers.file.filename=/etc/traefik/dynamic.yml
      - --entrypoints.web.address=:80
      - --entrypoints.web.http.middlewares=limit@file
${web('traefik.http.routers.web.rule=Host(`web.test`)')}
`;
  const conversion = converted(text);
  expect(synthesized(conversion).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(told(conversion, 'services.traefik.command[3]')).toEqual(['lost CM513']);
  expect(verdictOf(text)).toBe('same');
});

test('Where no provider is on that could have it, a missing middleware keeps the router from running on both sides', () => {
  const text = `
services:
  traefik: { image: 'traefik:v3.7', command: [--providers.docker, '--entrypoints.web.address=:80'] }
${web('traefik.http.routers.web.rule=Host(`web.test`)', 'traefik.http.routers.web.middlewares=auth@file')}
`;
  expect(valueAt(converted(text), 'existing')).toBeUndefined();
  expect(verdictOf(text)).toBe('same');
});

test('Labels of a service of a swarm are read where no Traefik is in the project', () => {
  const conversion = converted(`
services:
  web:
    image: ghcr.io/acme/web:1
    deploy:
      labels:
        - traefik.http.routers.web.rule=Host(\`web.test\`)
        - traefik.http.services.web.loadbalancer.server.port=5000
`);
  expect(valueAt(conversion, 'routes', 'http', 'web')).toMatchObject({ match: 'Host(`web.test`)' });
  expect(told(conversion, 'services.web.deploy.labels.traefik.http.routers.web.rule')).toEqual(['carried']);
});

test('A rule that no Traefik can read is told as a router that does not run, whatever Traefik that is', () => {
  const conversion = converted(`services:\n${web('traefik.http.routers.web.rule=Host(``)')}\n`);
  const path = 'services.web.labels.traefik.http.routers.web.rule';
  expect(told(conversion, path)).toEqual(['changed CM502']);
});

test('What a router behind a missing middleware of its entry point uses is made as well', () => {
  const conversion = converted(`
services:
  traefik:
    image: traefik:v3.7
    command:
      - --providers.docker
      - --providers.file.filename=/etc/traefik/dynamic.yml
      - --entrypoints.web.address=:80
      - --entrypoints.web.http.middlewares=limit@file
${web(
  'traefik.http.routers.web.rule=Host(`web.test`)',
  'traefik.http.routers.web.middlewares=strip',
  'traefik.http.middlewares.strip.stripprefix.prefixes=/api',
)}
`);
  expect(valueAt(conversion, 'middlewares')).toEqual({ strip: { stripPrefix: { prefixes: ['/api'] } } });
});
