import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../support/command-line';
import { inProject } from '../tools/compose/support';

const files = {
  'compose.yaml': `
name: shop
services:
  traefik:
    image: traefik:v3.7
    command: ["--providers.docker", "--entrypoints.websecure.address=:443", "--certificatesresolvers.le.acme.email=a@example.com", "--certificatesresolvers.le.acme.storage=/acme.json", "--certificatesresolvers.le.acme.tlschallenge=true"]
    ports: ["443:443"]
  api:
    build: .
    environment: { SESSION_TOKEN: abcdef123456, LICENSE: free }
    volumes: ["data:/data"]
    labels:
      traefik.http.routers.api.rule: Host(\`shop.example.com\`)
      traefik.http.routers.api.tls.certresolver: le
      traefik.http.services.api.loadbalancer.server.preservepath: "true"
volumes: { data: {} }
`,
};

/** Answers by the words of questions; what is not among them gets an empty one. */
function person(answers: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const left = new Map(Object.entries(answers).map(([words, all]) => [words, [...all]]));
  const ask = (question: string): Promise<string> => {
    asked.push(question.trim());
    const [, all = []] = [...left].find(([words]) => question.includes(words)) ?? [];
    return Promise.resolve(all.shift() ?? '');
  };
  return { asked, ask };
}

/** The files below a folder, by their paths. */
function contents(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    paths.map(({ parentPath, name }) => [
      join(parentPath, name).slice(folder.length),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

test('What the files leave open is asked on a terminal, and the options that are told do the same without a question', () =>
  inProject(files, async (folder) => {
    const compose = `${folder}/compose.yaml`;
    const { asked, ask } = person({
      'which folder': [],
      'On which port does api listen? [80]': ['many', '8080'],
      'image of api': ['ghcr.io/acme/api'],
      'As which user': ['1000'],
      'volume data': ['5Gi'],
      SESSION_TOKEN: ['n'],
      ClusterIssuer: ['letsencrypt'],
      'Take that': ['y'],
    });
    const output = `${folder}/moved`;
    const first = await commandLine(['compose', '-f', compose, '--interactive', '--output', output], { ask });
    expect(asked.filter((question) => question.includes('port'))).toEqual([
      'On which port does api listen? [80]',
      'That has to be a number from 1 to 65535. On which port does api listen? [80]',
    ]);
    const base = contents(output)['/environments/base.yaml'];
    expect(base).toContain('SESSION_TOKEN: abcdef123456');
    expect(base).toContain('image: ghcr.io/acme/api:${tag}');
    expect(base).toContain('runAsUser: 1000');
    expect(base).toContain('size: 5Gi');
    expect(base).toContain('http: 8080');
    expect(base).toContain('certificate: api');
    expect(base).toContain('name: letsencrypt');
    const [, command = ''] = /The same without a question:\n(.*)/.exec(first.err) ?? [];
    expect(command).toBe(
      `cdk8s-traefik compose --file=${compose} --output=${output} --port=api=8080 --image=api=ghcr.io/acme/api --user=api=1000 --size=data=5Gi --secret=api.SESSION_TOKEN=no --issuer=le=letsencrypt`,
    );
    const again = command.replaceAll(output, `${output}-again`).split(' ').slice(1);
    expect((await commandLine(again)).code).toBe(first.code);
    expect(contents(`${output}-again`)).toEqual(contents(output));
  }));

test('Nothing is asked without --interactive, and with it nothing where there is no terminal', () =>
  inProject(files, async (folder) => {
    const { asked, ask } = person({});
    const args = ['compose', '-f', `${folder}/compose.yaml`, '--output', `${folder}/moved`];
    await commandLine(args, { ask });
    expect(asked).toEqual([]);
    const { code, err } = await commandLine([...args, '--interactive']);
    expect(code).toBe(2);
    expect(err).toContain('--interactive asks on a terminal, and this is none: say --output');
    const piped = await commandLine(['compose', '-f', '-', '--interactive'], { ask });
    expect(piped.code).toBe(2);
    expect(piped.err).toContain('--interactive reads answers where -f - reads a Compose file');
  }));

test('A folder that others have is not taken, and where answers end nothing is written', () =>
  inProject(files, async (folder) => {
    const asked: string[] = [];
    const ask = (question: string): Promise<string | undefined> => {
      asked.push(question);
      return Promise.resolve(asked.length === 1 ? `${folder}/moved` : undefined);
    };
    const args = ['compose', '-f', `${folder}/compose.yaml`, '--output', folder, '--interactive'];
    const { code, err } = await commandLine(args, { ask });
    expect(asked[0]).toBe(`${folder} is there and not empty. Which folder does the project go to? `);
    expect(code).toBe(2);
    expect(err).toContain('the answers ended before the questions: nothing was written');
    expect(readdirSync(folder)).toEqual(['compose.yaml']);
  }));

test('A decision about what nobody asks is told, with what was meant', () =>
  inProject(files, async (folder) => {
    const run = (...args: readonly string[]) =>
      commandLine(['compose', '-f', `${folder}/compose.yaml`, '--output', `${folder}/moved`, ...args]);
    const [misspelt, wrong, bare, other] = [
      await run('--port', 'apy=80'),
      await run('--size=data=much'),
      await run('--user=api'),
      await run('--image=traefik=a/b'),
    ];
    expect(misspelt.err).toContain('--port decides nothing of "apy": did you mean "api"?');
    expect(wrong.err).toContain('--size data takes a quantity such as 10Gi, not "much"');
    expect(bare.err).toContain('--user takes SERVICE=NUMBER, not "api"');
    expect(other.err).toContain('--image decides nothing of "traefik": it is open for api');
    expect([misspelt, wrong, bare, other].map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    const { code } = await run('--secret=api.LICENSE=yes');
    expect(code).toBe(0);
    const base = contents(`${folder}/moved`)['/environments/base.yaml'];
    expect(base).not.toContain('free');
  }));

test('A loss that is an error is asked about, and taken with its code', () =>
  inProject(
    {
      'compose.yaml': `
services:
  api:
    image: ghcr.io/acme/api:1.0.0
    user: "1000"
    expose: ["8080"]
    labels:
      traefik.http.routers.api.rule: Host(\`shop.example.com\`)
      traefik.http.routers.api.middlewares: auth@file
`,
    },
    async (folder) => {
      const { asked, ask } = person({ 'Take that (CM513)': ['yes'] });
      const args = [
        'compose',
        '-f',
        `${folder}/compose.yaml`,
        '--output',
        `${folder}/moved`,
        '--interactive',
      ];
      const { code, err } = await commandLine(args, { ask });
      expect(asked.at(-1)).toContain(
        'This is lost:\n  services.api.labels.traefik.http.routers.api.middlewares:',
      );
      expect(err).toContain('--accept=CM513');
      expect(code).toBe(0);
    },
  ));
