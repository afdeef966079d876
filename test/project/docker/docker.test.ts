import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ComposedSource, readComposedSource } from '../../../lib/project/docker';
import { trafficOf } from '../../../lib/project/source';
import type { TrafficModel } from '../../../lib/traefik/model';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docker-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(files: Readonly<Record<string, string>>, traefik?: object): ComposedSource {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return readComposedSource({ directory: folder, projectName: 'shop' }, traefik);
}

/** A project whose Traefik is started so, and one service behind it. */
function project(traefik: string, web = 'image: traefik/whoami'): string {
  return `services:\n  proxy:\n    image: traefik:v3.7\n${indented(traefik)}\n  web:\n${indented(web)}\n`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}

function modelOf(source: ComposedSource): TrafficModel {
  expect(source.problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  return trafficOf(source);
}

const flags = `command:
  - --providers.docker=true
  - --providers.docker.exposedByDefault=false
  - --entryPoints.web.address=:80
  - --entrypoints.websecure.address=:443
  - --entrypoints.web.forwardedheaders.trustedips=10.0.0.0/8
  - --entrypoints.web.forwardedheaders.trustedips=192.168.0.0/16
ports: ["8000:80", "443:443"]`;

test('Containers are named as Compose names them, once for each replica', () => {
  const { objects } = read({
    'compose.yaml': `
services:
  one: { image: nginx }
  two: { image: nginx, container_name: my_own }
  three: { image: nginx, scale: 2 }
  none: { image: nginx, deploy: { replicas: 0 } }
  off: { image: nginx, profiles: [debug] }
`,
  });
  expect(objects.map(({ object }) => object.metadata.name)).toEqual([
    'shop-one-1',
    'my_own',
    'shop-three-1',
    'shop-three-2',
  ]);
});

test('Ports come from the file, from the Dockerfile of what is built, and from images that are known', () => {
  const { objects, problems } = read({
    'compose.yaml': `
services:
  file: { image: own/app, expose: ["3000-3001"], ports: ["127.0.0.1:8080:80/tcp"] }
  built: { build: ./app }
  known: { image: docker.io/traefik/whoami:v1.10 }
  unknown: { image: own/app }
  host: { image: nginx, network_mode: host }
`,
    'app/Dockerfile': 'FROM golang AS build\nEXPOSE 1\nFROM scratch\nEXPOSE 9000/tcp 9001\n',
  });
  const ports = objects.map(({ object }) => JSON.stringify(object['spec']).match(/(?<="port":)\d+/g));
  expect(ports).toEqual([['80', '3000', '3001'], ['9000', '9001'], ['80'], ['80'], null]);
  expect(
    problems.filter(({ rule }) => rule === 'assumed-container-port').map(({ location }) => location?.line),
  ).toEqual([6]);
});

test("The flags of the project's own Traefik are its static configuration, and its ports those of its service", () => {
  const source = read({
    'compose.yaml': project(
      flags,
      'image: traefik/whoami\nlabels: { traefik.enable: "true", traefik.http.routers.web.rule: Host(`a.test`) }',
    ),
  });
  expect(source.facts.traefik?.configuration).toMatchObject({
    entryPoints: { web: { forwardedheaders: { trustedips: '10.0.0.0/8,192.168.0.0/16' } } },
  });
  const model = modelOf(source);
  expect(Object.keys(model.routes().routers ?? {})).toEqual(['web@docker']);
  expect(model.explain({ url: 'http://a.test:8000/' })).toMatchObject({
    entryPoint: 'web',
    backends: [{ service: 'shop/web', port: 80 }],
  });
});

test('A file that is mounted where Traefik looks for it silences the flags', () => {
  const source = read({
    'compose.yaml': project(`${flags}\nvolumes: ["./traefik.yml:/etc/traefik/traefik.yml:ro"]`),
    'traefik.yml': 'entryPoints: { only: { address: ":7000" } }\nproviders: { docker: {} }\n',
  });
  expect(modelOf(source).entryPoints()).toEqual(['only']);
});

test('Variables count where there are neither a file nor flags', () => {
  const source = read({
    'compose.yaml': project(
      'environment:\n  TRAEFIK_PROVIDERS_DOCKER: "true"\n  TRAEFIK_ENTRYPOINTS_WEB_ADDRESS: ":81"',
    ),
  });
  expect(modelOf(source).entryPoints()).toEqual(['web']);
});

test.each([
  ['--entrypoints.web.adress=:80', 'is no field that Traefik knows', 6],
  ['--providers.docker.exposedbydefault=perhaps', 'must be true or false', 6],
  ['--entryPoint.web.address=:80', 'field not found, node: entryPoint', 6],
])('With the flag %s Traefik does not start, and the flag is shown', (flag, reason, line) => {
  const { problems, objects } = read({
    'compose.yaml': project(`command:\n  - --providers.docker=true\n  - ${flag}`),
  });
  expect(objects).toEqual([]);
  expect(problems).toMatchObject([
    { rule: 'invalid-static-configuration', message: expect.stringContaining(reason), location: { line } },
  ]);
});

test('Labels are found where they were written, in any form and file', () => {
  const source = read({
    'compose.yaml':
      'services:\n  web:\n    image: nginx\n    labels:\n      - traefik.enable=true\n      - traefik.http.routers.web.rule=Host(`a.test`)\n',
    'compose.override.yml': 'services:\n  web:\n    labels:\n      traefik.http.routers.web.priority: "7"\n',
  });
  const [object] = source.objects;
  const at = (label: string): string => {
    const place = object?.locate(['metadata', 'labels', label]);
    return `${place?.file.slice(folder.length + 1)}:${place?.line}`;
  };
  expect(at('traefik.http.routers.web.rule')).toBe('compose.yaml:6');
  expect(at('traefik.http.routers.web.priority')).toBe('compose.override.yml:4');
});

test('Without a Traefik in the project the two usual entry points are taken, and that is told', () => {
  const source = read({ 'compose.yaml': 'services: { web: { image: nginx } }' });
  expect(source.problems.map(({ rule }) => rule)).toEqual(['no-composed-traefik']);
  expect(trafficOf(source).explain({ url: 'http://web-shop/' })).toMatchObject({ router: 'web-shop@docker' });
  const own = { entryPoints: { all: { address: ':9' } } };
  expect(read({}, own).problems).toEqual([]);
  expect(trafficOf(read({}, own)).entryPoints()).toEqual(['all']);
});

test('In a swarm the labels of deploy count, and names are those of the stack', () => {
  const source = read({
    'compose.yaml': project(
      'command: [--providers.swarm=true, "--entrypoints.web.address=:80"]',
      'image: nginx\nlabels: { traefik.enable: "false" }\ndeploy:\n  replicas: 2\n  labels: [traefik.http.services.web.loadbalancer.server.port=80]',
    ),
  });
  const { services } = modelOf(source).routes();
  expect(services?.['web@swarm']).toMatchObject({
    loadBalancer: { servers: [{ url: 'http://shop_web.1:80' }, { url: 'http://shop_web.2:80' }] },
  });
});

test('Traefik 2 keeps its rule syntax', () => {
  const source = read({
    'compose.yaml': project(
      flags,
      'image: nginx\nlabels: { traefik.enable: "true", traefik.http.routers.web.rule: "Host(`a.test`, `b.test`)" }',
    ).replace('v3.7', 'v2.11'),
  });
  expect(source.problems.map(({ rule }) => rule)).toContain('old-traefik');
  expect(modelOf(source).explain({ url: 'http://b.test:8000/' }).router).toBe('web-web@docker');
});

const fileFlags = `command:
  - --providers.docker=true
  - --entrypoints.web.address=:80
  - --entrypoints.websecure.address=:443
  - --providers.file.directory=/etc/dynamic
volumes: ["./dynamic:/etc/dynamic:ro"]`;

test('Traefik 2 in swarm mode reads the labels of deploy by its Docker provider, and starts with settings of its own', () => {
  const text = `
services:
  traefik:
    image: traefik:v2.11
    command:
      - --providers.docker
      - --providers.docker.swarmMode=true
      - --entrypoints.web.address=:80
      - --experimental.http3
      - --pilot.dashboard=false
      - --tracing.jaeger=true
    deploy: { labels: [traefik.enable=false] }
  web:
    image: ghcr.io/acme/web:1
    labels: [traefik.http.routers.idle.rule=Host(\`idle.test\`)]
    deploy:
      labels:
        - traefik.http.routers.web.rule=Host(\`web.test\`)
        - traefik.http.routers.web.middlewares=strip@docker
        - traefik.http.middlewares.strip.stripprefix.prefixes=/api
        - traefik.http.services.web.loadbalancer.server.port=80
`;
  const { routers = {} } = modelOf(read({ 'compose.yaml': text })).routes();
  expect(Object.entries(routers).map(([name, { status }]) => [name, status])).toEqual([
    ['web@docker', 'enabled'],
  ]);
});

test('What labels name of the file provider is read where its files are mounted from the project', () => {
  const source = read({
    'compose.yaml': project(
      fileFlags,
      'image: traefik/whoami\nnetworks: { default: { aliases: [backend] } }\nlabels: { traefik.http.routers.web.rule: Host(`a.test`), traefik.http.routers.web.middlewares: guard@file, traefik.http.routers.web.tls.options: modern@file }',
    ),
    'dynamic/a.yml': `http:
  middlewares: { guard: { ipAllowList: { sourceRange: [10.0.0.0/8] } } }
  routers: { split: { rule: Host(\`split.test\`), service: split } }
  services:
    split: { weighted: { services: [{ name: one, weight: 3 }, { name: two }] } }
    one: { loadBalancer: { servers: [{ url: "http://backend:8080" }] } }
    two: { loadBalancer: { servers: [{ url: "https://elsewhere.test" }] } }
tls:
  options: { modern: { minVersion: VersionTLS13, clientAuth: { caFiles: [/certs/ca.pem], clientAuthType: RequireAndVerifyClientCert } } }
`,
    'dynamic/sub/b.yaml': 'http: { middlewares: { guard: { compress: {} } } }\n',
  });
  const model = modelOf(source);
  expect(model.explain({ url: 'https://a.test/' })).toMatchObject({ outcome: 'rejected' });
  expect(model.routes().middlewares?.['guard@file']).toMatchObject({
    ipAllowList: { sourceRange: ['10.0.0.0/8'] },
  });
  expect(model.explain({ url: 'http://split.test/' })).toMatchObject({
    source: { kind: 'File', name: 'etc/dynamic/a.yml' },
    backends: [
      { service: 'shop/web', port: 8080, share: 0.75 },
      { service: 'elsewhere.test', port: 443, scheme: 'https', share: 0.25 },
    ],
  });
  expect(model.listedRouters().find(({ name }) => name === 'split@file')?.location).toMatchObject({
    line: 3,
  });
});

test('A file that Traefik refuses says nothing, and one that cannot be read here is told', () => {
  const source = read({
    'compose.yaml': project(fileFlags),
    'dynamic/a.yml': 'http: { routers: { web: { rulee: x } } }\n',
    'dynamic/b.toml': '[http\n',
    'dynamic/c.yml': 'http: {{ genPrivateKey "rsa" }}\n',
  });
  expect(source.problems.filter(({ rule }) => rule === 'unread-dynamic-file')).toHaveLength(2);
  expect(trafficOf(source).routes().dropped).toMatchObject([
    { object: { kind: 'File' }, path: 'spec.http.routers.web.rulee', reason: 'field not found, node: rulee' },
  ]);
});

test('A file in TOML says the same as one in YAML, and a file that is a template reads variables of the container', () => {
  const source = read({
    'compose.yaml': project(fileFlags).replace(
      'image: traefik',
      'environment: { ZONE: zone.test }\n    image: traefik',
    ),
    'dynamic/a.toml': `[http.routers.split]
rule = "Host(\`split.test\`)"
service = "one"
[[http.services.one.loadBalancer.servers]]
url = "http://web:8080"
`,
    'dynamic/b.yml': `http: { routers: { named: { rule: 'Host(\`a.{{ env "ZONE" }}\`)', service: one } } }\n`,
  });
  const model = modelOf(source);
  for (const url of ['http://split.test/', 'http://a.zone.test/'])
    expect(model.explain({ url })).toMatchObject({ backends: [{ service: 'shop/web', port: 8080 }] });
  expect(model.listedRouters().find(({ name }) => name === 'split@file')?.location).toMatchObject({
    file: expect.stringMatching(/a\.toml$/),
    line: 1,
  });
});
