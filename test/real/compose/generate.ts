import type { Random } from '../muxer/random';

/** A made-up Compose project: its files by path below a folder, and how it is asked for. */
export interface ComposeCase {
  readonly files: Readonly<Record<string, string>>;
  readonly ask: {
    readonly files?: readonly string[];
    readonly profiles?: readonly string[];
    readonly envFiles?: readonly string[];
    readonly environment?: readonly string[];
    readonly name?: string;
  };
}

/** Makes Compose projects at random; the same seed makes the same ones. */
export class ComposeGenerator {
  constructor(private readonly random: Random) {}

  next(): ComposeCase {
    const { random } = this;
    const files: Record<string, string> = { 'compose.yaml': this.file(false) };
    const ask: { -readonly [K in keyof ComposeCase['ask']]: ComposeCase['ask'][K] } = {
      environment: ['HOME=/home/me', 'FOO=foo', 'EMPTY=', 'PORT=8081', 'DEBUG=true', "QUOTED='q'"],
    };
    if (random.chance(0.4)) files['.env'] = this.dotenv();
    if (random.chance(0.3)) {
      files['over.yaml'] = this.file(true);
      ask.files = ['compose.yaml', 'over.yaml'];
    } else if (random.chance(0.2)) files['compose.override.yml'] = this.file(true);
    if (random.chance(0.2)) ask.profiles = random.some(['debug', 'tools', '*'], 2);
    if (random.chance(0.1)) ask.name = this.mostly(['shop', 'a_b-c', '1x'], ['My']);
    files['base.yaml'] = this.file(false, false);
    {
      files['sub/compose.yaml'] = this.file(true);
      if (random.chance(0.5)) files['sub/.env'] = this.dotenv();
    }
    for (const name of ['web.env', 'labels.env']) if (random.chance(0.95)) files[name] = this.dotenv();
    return { files, ask };
  }

  private file(isPart: boolean, mayInclude = !isPart): string {
    const { random } = this;
    const lines: string[] = [];
    if (!isPart && random.chance(0.3))
      lines.push(`name: ${random.pick(['shop', 'My Shop', '${FOO}', '_x-y', '""'])}`);
    if (random.chance(0.1)) lines.push("version: '3.8'");
    if (random.chance(0.15))
      lines.push('x-common: &common', '  restart: always', '  labels:', '    team: core');
    else lines.push('x-common: &common {restart: always}');
    if (mayInclude && random.chance(0.2)) {
      lines.push(
        'include:',
        random.pick([
          '  - sub/compose.yaml',
          '  - path: sub/compose.yaml',
          '  - path: [sub/compose.yaml]\n    project_directory: sub',
          '  - path: sub/compose.yaml\n    env_file: web.env',
        ]),
      );
    }
    lines.push('services:');
    const names = isPart
      ? random.some(['web', 'db', 'worker', 'cache'], 2)
      : ['web', 'db', 'worker', 'cache'];
    for (const name of names) lines.push(`  ${name}:`, ...this.service(isPart, name));
    for (const [section, entries] of Object.entries(this.sections())) lines.push(`${section}:`, ...entries);
    return `${lines.join('\n')}\n`;
  }

  private sections(): Record<string, readonly string[]> {
    const { random } = this;
    const sections: Record<string, readonly string[]> = {};
    if (random.chance(0.97)) {
      sections['networks'] = [
        '  front:',
        ...(random.chance(0.4)
          ? [
              `    ${random.pick(['driver: bridge', 'external: true', 'internal: ${DEBUG}', 'name: edge', 'labels: [a=1, b]'])}`,
            ]
          : []),
        '  back: {}',
        ...(random.chance(0.1) ? ['  default:', '    name: ${FOO:-x}-net'] : []),
      ];
    }
    if (random.chance(0.97)) {
      sections['volumes'] = [
        '  data:',
        ...(random.chance(0.4)
          ? [
              `    ${this.mostly(['driver: local', 'name: d', 'driver_opts: {type: none, o: bind, device: ./d}'], ['external: {name: old}', 'external: true'])}`,
            ]
          : []),
      ];
    }
    if (random.chance(0.97)) {
      sections['secrets'] = [
        '  token:',
        `    ${this.mostly(['file: ./token.txt', 'file: ~/t'], ['environment: FOO', 'external: true'])}`,
      ];
    }
    if (random.chance(0.97)) {
      sections['configs'] = [
        '  conf:',
        `    ${this.mostly(['content: "a=${FOO}"', 'content: x'], ['external: true', 'environment: FOO', 'file: ./c.yml'])}`,
      ];
    }
    return sections;
  }

  private service(isPart: boolean, name: string): string[] {
    const { random } = this;
    const lines: string[] = [];
    if (random.chance(0.15)) lines.push('<<: *common');
    if (name === 'db') lines.push('image: postgres');
    else if (!isPart || random.chance(0.5))
      lines.push(
        `image: ${this.random.pick(['nginx', 'nginx:${TAG:-1.27}', 'ghcr.io/a/b@sha256:00', '"app:${FOO}"', '${IMG-alpine}', '"a:${NOPE?}"'].slice(0, this.random.chance(0.02) ? 6 : 5))}`,
      );
    if (random.chance(0.15)) lines.push(...random.pick(builds));
    for (const field of random.some(fields, 5)) lines.push(...field(random, this));
    const seen = new Set<string>();
    const kept: string[] = [];
    let skip = false;
    for (const line of lines) {
      const key = /^([\w<]+):/.exec(line)?.[1];
      if (key !== undefined) {
        skip = seen.has(key);
        seen.add(key);
      }
      if (!skip) kept.push(line);
    }
    if (!isPart && name !== 'db' && random.chance(0.12)) {
      kept.push(
        ...random.pick([
          ['extends: db'],
          ['extends:', '  service: db', '  file: base.yaml'],
          ...(random.chance(0.1) ? [['extends: {service: cache}']] : []),
        ]),
      );
    }
    return (kept.length === 0 ? ['image: x'] : kept).map((line) => `    ${line}`);
  }

  /** One of some texts, or one that Compose may read otherwise. */
  text(usual: readonly string[]): string {
    return this.random.chance(0.93) ? this.random.pick(usual) : this.random.pick(oddTexts);
  }

  /** The same where anything may stand that YAML has. */
  any(usual: readonly string[]): string {
    return this.random.chance(0.75) ? this.text(usual) : this.random.pick(oddValues);
  }

  /** What is right, nearly always. */
  mostly(right: readonly string[], wrong: readonly string[]): string {
    return this.random.chance(0.98) ? this.random.pick(right) : this.random.pick(wrong);
  }

  private dotenv(): string {
    const { random } = this;
    return random
      .some(dotenvLines, 8)
      .map((line) => `${line}\n`)
      .join('');
  }
}

const oddValues = [
  'yes',
  'on',
  'true',
  '0123',
  '0o17',
  '0x1F',
  '1_000',
  '1.10',
  '1000000.0',
  '1e3',
  '2024-01-02',
  '2024-01-02T03:04:05Z',
  '2001-12-14 21:59:43.10 -05:00',
  '~',
  '-.5',
  '12e03',
  '08',
  '-0',
  '1.0',
  '123456789.5',
  '1e21',
  '1e-7',
  '0.000001',
  'Null',
];
const oddTexts = [
  '""',
  "'$$x'",
  '"${FOO:-${BAR:-deep}}"',
  '"${FOO:+set}"',
  '"${EMPTY:-e}${EMPTY-e}"',
  '"a$$b"',
  '"$FOO-${FOO}x"',
  '"true"',
  '"0123"',
  '"${FOO:-a} and ${NOPE:-b}"',
  '"${NOPE:-{}}"',
  '"$ {x} $1"',
  '"${EMPTY:+x}"',
  '"${NOPE:-$$y}"',
  '"\\u00e9"',
  "'it''s'",
  '"${NOPE-a:-b}"',
];

type Field = (random: Random, generator: ComposeGenerator) => readonly string[];

const builds: readonly (readonly string[])[] = [
  ['build: .'],
  ['build: ./app'],
  ['build:', '  context: ./app', '  dockerfile: Dockerfile.prod', '  args: [A=1, FOO]', '  target: final'],
  ['build:', '  args:', '    FOO:', '    B: 2'],
  ['build: https://example.com/repo.git'],
  ['build:', '  context: .', '  dockerfile_inline: "FROM scratch"'],
];

const fields: readonly Field[] = [
  (r, g) => [
    'environment:',
    ...r
      .some(['A', 'B', 'FOO', 'NOPE', 'C_D'], 4)
      .map((key) => `  ${key}: ${g.any(['x', '"1"', '2', 'true', 'null', '${FOO}', '"a b"'])}`),
  ],
  (r, g) => [
    'environment:',
    ...r
      .some(['A=1', 'FOO', 'NOPE', 'B=${FOO}', '"C=a=b"', 'D=', '"E=$$x"', '"F=${PORT:-1}"'], 4)
      .map((each) => `  - ${each}`),
    ...(r.chance(0.05) ? [`  - ${g.text(['x'])}`] : []),
  ],
  (r) => [
    'env_file:',
    ...(r.chance(0.5)
      ? ['  - web.env']
      : ['  - path: web.env', `    required: ${r.pick(['true', 'false'])}`]),
  ],
  () => ['env_file: web.env'],
  (r, g) => [
    'labels:',
    ...r
      .some(['traefik.enable', 'traefik.http.routers.a.rule', 'team', 'a.b', 'when'], 4)
      .map((key) => `  ${key}: ${g.any(['"true"', 'true', '"Host(`${FOO}.example.com`)"', '80', 'x'])}`),
  ],
  (r) => [
    'labels:',
    ...r
      .some(
        [
          'traefik.enable=true',
          'team=core',
          'lonely',
          '"traefik.http.routers.${FOO}.rule=Host(`a`)"',
          'a=b=c',
          '"p=$$apr1$$x"',
          '""',
        ],
        4,
      )
      .map((each) => `  - ${each}`),
  ],
  () => ['label_file: labels.env'],
  (r, g) => [
    'ports:',
    ...r
      .some(
        [
          '"8080:80"',
          '80',
          '"127.0.0.1:8081:80"',
          '"9000-9002:9000-9002"',
          '"53:53/udp"',
          '"${PORT}:80"',
          '"[::1]:82:80/tcp"',
          '"7000-7005:70"',
          '"90"',
          '22:22',
          '"81:80/TCP"',
        ],
        3,
      )
      .map((each) => `  - ${each}`),
    `  - ${g.mostly(['91'], ['"a:b"', '"80:"', '"1000-1002:10-11"'])}`,
  ],
  (r, g) => [
    'ports:',
    `  - target: ${g.text(['80', '"80"', '${PORT}'])}`,
    ...(r.chance(0.5) ? [`    published: ${g.text(['8080', '"8080-8090"', '"${PORT}"'])}`] : []),
    ...(r.chance(0.3)
      ? [
          `    ${r.pick(['protocol: udp', 'mode: host', 'host_ip: 127.0.0.1', 'name: web', 'app_protocol: http'])}`,
        ]
      : []),
  ],
  (r) => [`expose: ${r.pick(['["80", 81]', '[80, "80"]', '["9000-9001"]', '[]'])}`],
  (r, g) => [
    `command: ${g.text(['run --all', '["run", "--all"]', '"sh -c \'a b\'"', '[]', '"echo ${FOO} $$HOME"', '"a \\"b c\\" d\\\\ e"', '"a; b"', '"say \'x"', '"x > y"', '"a `b c` d"', '"$$(id -u) x"'])}`,
    ...(r.chance(0.2) ? [`entrypoint: ${g.text(['/run.sh', '["/run.sh"]', '""', '[]', 'null'])}`] : []),
  ],
  (r, g) => [
    'depends_on:',
    ...(r.chance(0.5)
      ? [`  - ${g.mostly(['db'], ['web', 'nope'])}`]
      : [
          `  ${g.mostly(['db'], ['cache', 'web'])}:`,
          `    condition: ${r.pick(['service_healthy', 'service_started', 'service_completed_successfully'])}`,
          ...(r.chance(0.4) ? [`    required: ${r.pick(['false', 'true'])}`] : []),
          ...(r.chance(0.2) ? ['    restart: true'] : []),
        ]),
  ],
  (r, g) => [
    'volumes:',
    ...r
      .some(
        [
          'data:/var/lib',
          './src:/app',
          './conf:/etc/conf:ro',
          '/anon',
          '~/x:/x',
          'data:/d:nocopy',
          '/a:/b:rw,z,rslave',
          'data:/var/../lib/',
          '".:/here"',
          'data:/d2:ro',
        ],
        3,
      )
      .map((each) => `  - ${each}`),
    `  - ${g.mostly(['/more'], ['"a:b:c:d"', '":/x"', '"${FOO}:/v"'])}`,
  ],
  (r) => [
    'volumes:',
    ...r.pick([
      ['  - type: bind', '    source: ./x'],
      ['  - type: volume', '    source: data'],
      ['  - type: tmpfs', '    tmpfs: {size: 64m, mode: 0700}'],
      ['  - type: volume', '    read_only: ${DEBUG}'],
    ]),
    '    target: /t/',
  ],
  (r, g) => [
    'healthcheck:',
    `  test: ${g.text(['curl -f http://localhost', '["CMD", "true"]', '["NONE"]', '["CMD-SHELL", "a || b"]'])}`,
    ...(r.chance(0.6)
      ? [`  interval: ${g.mostly(['30s', '1m30s', '500ms', '1d', '"0"', '1.5h'], ['10', 'x'])}`]
      : []),
    ...(r.chance(0.4) ? [`  retries: ${r.pick(['3', '"3"', '0', '${PORT}'])}`] : []),
    ...(r.chance(0.2) ? ['  disable: true'] : []),
  ],
  (r) => [
    'networks:',
    ...(r.chance(0.5)
      ? r.some(['front', 'back'], 2).map((each) => `  - ${each}`)
      : [
          '  front:',
          `    ${r.pick(['aliases: [www, api]', 'ipv4_address: 10.0.0.2', 'priority: 5'])}`,
          '  back:',
        ]),
  ],
  (r) => [`restart: ${r.pick(['always', 'unless-stopped', '"no"', 'on-failure:3', 'no'])}`],
  (r) => [
    'deploy:',
    ...r
      .some(
        [
          `replicas: ${r.pick(['2', '"3"', '0', '${PORT}'])}`,
          'resources: {limits: {cpus: "0.5", memory: 512M}, reservations: {memory: 64m}}',
          'labels: [a=1]',
          'update_config: {parallelism: 2, delay: 10s, order: start-first}',
          'restart_policy: {condition: on-failure, max_attempts: 3, window: 120s}',
          'placement: {constraints: [node.role == manager]}',
          'mode: global',
          'endpoint_mode: vip',
        ],
        3,
      )
      .map((each) => `  ${each}`),
  ],
  (r, g) => [
    `mem_limit: ${g.mostly(['512m', '1g', '1.5gb', '1048576', '"64KiB"'], ['5x'])}`,
    ...(r.chance(0.3) ? [`cpus: ${r.pick(['0.5', '"1.5"', '2'])}`] : []),
  ],
  (r) => [
    `secrets: ${r.pick(['[token]', '[{source: token, target: /t, mode: 0440}]', '[{source: token, mode: "0400", uid: "1"}]'])}`,
  ],
  (r) => [`configs: ${r.pick(['[conf]', '[{source: conf, target: /etc/c, mode: 0644}]'])}`],
  (r) => [`profiles: ${r.pick(['[debug]', '[tools, debug]', '[]', '["${FOO}"]'])}`],
  (r, g) => [
    `${r.pick(['user', 'hostname', 'working_dir', 'stop_signal', 'domainname', 'platform', 'ipc', 'userns_mode'])}: ${g.text(['"1000"', 'app', '/srv', '${FOO}'])}`,
  ],
  (r, g) => [
    `${r.pick(['read_only', 'privileged', 'init', 'tty', 'stdin_open'])}: ${g.mostly(['true', 'false', '"true"', '${DEBUG}', '"yes"'], ['"0"', '1'])}`,
  ],
  (r) => [`tmpfs: ${r.pick(['/run', '[/run, /tmp]', '["/run:size=64m"]'])}`],
  (r) => [`dns: ${r.pick(['1.1.1.1', '[1.1.1.1, 8.8.8.8]', '["", 1.1.1.1]'])}`],
  (r) => [
    'extra_hosts:',
    ...r
      .some(['"db:10.0.0.1"', '"a=::1"', '"b:[::2]"', '"host.docker.internal:host-gateway"'], 3)
      .map((each) => `  - ${each}`),
  ],
  (r) => [`ulimits: ${r.pick(['{nofile: 1024}', '{nofile: {soft: 10, hard: 20}}', '{nproc: "${PORT}"}'])}`],
  (r) => [`cap_add: ${r.pick(['[NET_ADMIN]', '[ALL, ALL]'])}`, `cap_drop: ${r.pick(['[ALL]', '[]'])}`],
  (r) => [
    `logging: ${r.pick(['{driver: json-file, options: {max-size: 10m, max-file: 3}}', '{driver: none}', '{options: {tag: x}}'])}`,
  ],
  (r) => [`sysctls: ${r.pick(['{net.core.somaxconn: 1024}', '[net.core.somaxconn=1024]'])}`],
  (r) => [`container_name: ${r.pick(['my-web', '${FOO}-1'])}`],
  (r) => [`network_mode: ${r.pick(['host', 'none', 'bridge'])}`],
  (r) => [`stop_grace_period: ${r.pick(['10s', '1m', '1m30s', '0s'])}`],
  (_, g) => [`scale: ${g.mostly(['2', '"3"', '0'], ['-1'])}`],
  (_, g) => [`pull_policy: ${g.mostly(['always', 'if_not_present', 'every_12h'], ['sometimes'])}`],
  (r) => [`devices: ${r.pick(['["/dev/fuse"]', '["/dev/a:/dev/b:r"]'])}`],
  (r) => [`x-own: ${r.pick(['1', '{a: b}'])}`],
  (r) => [`unknown_key: ${r.pick(['1'])}`].slice(r.chance(0.95) ? 1 : 0),
  (r) => [
    r.pick([
      'environment: !reset null',
      'hostname: !reset null',
      'ports: !override ["9:9"]',
      'command: !override [x]',
      'volumes: !override\n      - data:/only',
    ]),
  ],
];

const dotenvLines = [
  'A=1',
  'FOO=file',
  'B="quoted $FOO"',
  "C='single $FOO'",
  'export D=4',
  'E = spaced ',
  'F=val # comment',
  'G=val#nocomment',
  '# comment',
  '',
  'H="multi\nline"',
  'I="esc\\n\\t\\"x\\\\"',
  'J=${A:-x}',
  'K=${NOPE}',
  'L: yaml',
  'TAG=2.0',
  'IMG=busybox',
  'M=',
  'N=""',
  'FOO',
  'O=$$dollar',
  "P='it\\'s'",
  'Q="a\\$b"',
  'R=a=b',
  'S.T-U=x',
  '1X=digit',
  'BAR=bar',
  'V="x" # after',
  '  W=indent',
  'X=a\tb',
];
