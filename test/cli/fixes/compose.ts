import { type CommandFix, fixesOf } from './fix';

const argv = ['lint', '--compose', 'DIR/compose.yaml'];
const proxy =
  'services:\n  proxy:\n    image: traefik:v3.7\n    command: [--providers.docker=true, "--entryPoints.web.address=:80"]\n';
const web = (more = '', labels = 'traefik.http.routers.web.rule: Host(`a.test`)'): string =>
  `${proxy}  web:\n    image: own/web:1\n    expose: ["80"]\n    labels: { ${labels} }\n${more}`;
const fix = fixesOf('compose.yaml', { argv });

/** A project whose Traefik reads a file that is mounted from somewhere. */
const withFile = (path: string): string =>
  web()
    .replace('--providers.docker=true', '--providers.docker=true, --providers.file.filename=/d.yaml')
    .replace('    command', `    volumes: ["${path}:/d.yaml"]\n    command`);

/** One whose Traefik is configured by a file that is mounted from somewhere. */
const configured = (path: string): string => {
  const inside = `/etc/${path.slice(path.lastIndexOf('/') + 1)}`;
  return web().replace(
    /command: .*/,
    `command: [--configFile=${inside}]\n    volumes: ["${path}:${inside}"]`,
  );
};

/** What is wrong with Compose projects. */
export const composeFixes: readonly CommandFix[] = [
  fix('no-compose-file', 'each is a map with services', 'services\n', web()),
  fix('unknown-compose-key', /image|x-/, web('    imgae: a\n'), web('    x-imgae: a\n')),
  fix('invalid-compose-value', /./, web('    scale: many\n'), web('    scale: 2\n')),
  fix(
    'unknown-compose-name',
    'Declare it, or correct the name',
    web('    networks: [back]\n'),
    `${web('    networks: [back]\n')}networks: { back: {} }\n`,
  ),
  fix(
    'compose-circle',
    'Take one step out of the circle',
    web('    depends_on: [web]\n'),
    web('    depends_on: [proxy]\n'),
  ),
  fix(
    'inconsistent-compose',
    'Keep one of them',
    web('    network_mode: host\n    networks: [default]\n'),
    web('    networks: [default]\n'),
  ),
  fix(
    'missing-compose-variable',
    'Set it',
    web('    user: ${WHO:?say who}\n'),
    web('    user: ${WHO:?say who}\n'),
    {
      change: { '.env': 'WHO=1000\n' },
    },
  ),
  fix('invalid-compose-variable', '$$', web('    user: a${\n'), web('    user: a$${\n')),
  fix(
    'compose-unset-variable',
    '${NAME:-default}',
    web('    user: a${WHO}\n'),
    web('    user: a${WHO:-me}\n'),
  ),
  fix('invalid-env-file', 'NAME=value', web('    env_file: web.env\n'), web('    env_file: web.env\n'), {
    files: { 'web.env': 'A="open\n' },
    change: { 'web.env': 'A="open"\n' },
  }),
  fix(
    'assumed-container-port',
    'loadbalancer.server.port',
    web().replace('    expose: ["80"]\n', ''),
    web(
      '',
      'traefik.http.routers.web.rule: Host(`a.test`), traefik.http.services.web.loadbalancer.server.port: "80"',
    ).replace('    expose: ["80"]\n', ''),
  ),
  {
    rule: 'no-composed-traefik',
    says: '--traefik FILE',
    argv,
    files: {
      'compose.yaml': web().replace(proxy, 'services:\n'),
      'traefik.yaml': 'providers: { docker: {} }\nentryPoints: { web: { address: ":80" } }\n',
    },
    fixedArgv: [...argv, '--traefik', 'DIR/traefik.yaml'],
  },
  fix('old-traefik', 'Move to Traefik 3', web().replace('traefik:v3.7', 'traefik:v2.11'), web()),
  fix(
    'unread-dynamic-file',
    'Mount it from the folder of the project',
    withFile('/nowhere/d.yaml'),
    withFile('./d.yaml'),
    { files: { 'd.yaml': '{}\n' } },
  ),
  fix(
    'unread-static-configuration',
    'Say with --traefik FILE',
    configured('/nowhere/own.yaml'),
    configured('/nowhere/own.yaml'),
    {
      files: { 'traefik.yaml': 'providers: { docker: {} }\nentryPoints: { web: { address: ":80" } }\n' },
      fixedArgv: [...argv, '--traefik', 'DIR/traefik.yaml'],
    },
  ),
  fix('invalid-toml', 'Correct it', configured('./own.toml'), configured('./own.toml'), {
    files: { 'own.toml': '[entryPoints.web\n' },
    change: { 'own.toml': '[entryPoints.web]\naddress = ":80"\n[providers.docker]\n' },
  }),
  {
    rule: 'colliding-compose-names',
    says: /Rename|name/,
    argv: ['compose', '-f', 'DIR/compose.yaml', '--output', 'DIR/out'],
    files: { 'compose.yaml': 'services: { a_b: { image: "own/a:1" }, a-b: { image: "own/b:1" } }\n' },
    change: { 'compose.yaml': 'services: { a_b: { image: "own/a:1" }, b: { image: "own/b:1" } }\n' },
  },
];
