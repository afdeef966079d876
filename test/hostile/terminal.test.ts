import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

jest.setTimeout(120_000);

/** What no terminal may get of a file: escape sequences, ends of lines with a forged problem, turned text. */
const poisons = [
  '\u001b[2J\u001b]0;x\u0007',
  '\nerror forged  everything is fine',
  '\u009b31m',
  'a\u202eb',
  '\r\u0008',
];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'terminal-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ out: string; err: string }> {
  const texts = { out: '', err: '' };
  await main(args, {
    variables: {},
    standardInput: () => '',
    out: (text) => void (texts.out += text),
    err: (text) => void (texts.err += text),
  });
  return texts;
}

/** A file in which every text and key of JSON data has a poison at its end. */
function poisoned(value: unknown, poison: string, kept: RegExp): unknown {
  if (Array.isArray(value)) return value.map((item) => poisoned(item, poison, kept));
  if (typeof value === 'string') return kept.test(value) ? value : value + poison;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => [
      [key, poisoned(item, poison, kept)],
      [key + poison, item],
    ]),
  );
}

function isClean(text: string): boolean {
  return !/[^\P{Cc}\n]|\p{Bidi_Control}|^\s*error forged/mu.test(text);
}

describe.each(poisons)('%j', (poison) => {
  test('in an environment is not printed by synth and env', async () => {
    const environment = {
      namespace: 'shop',
      vars: { a: 'b' },
      services: { api: { image: 'a:1', ports: { http: 8080 }, env: { A: 'b', C: '${a}' } } },
      routes: { http: { api: { match: 'Host(`a`)', services: ['api'], middlewares: ['none'] } } },
    };
    const texts = [];
    for (const kept of [/^$/, /^(?:shop|api|a:1|Host\(`a`\)|none)$/]) {
      const environments = join(folder, 'environments');
      mkdirSync(environments, { recursive: true });
      writeFileSync(join(environments, 'dev.yaml'), JSON.stringify(poisoned(environment, poison, kept)));
      texts.push(await run('synth', '--environments', environments, '--output', join(folder, 'dist')));
      writeFileSync(join(environments, 'dev.yaml'), JSON.stringify({ ...environment, vars: { a: poison } }));
      texts.push(await run('env', 'dev', '--environments', environments, '--provenance'));
    }
    expect(texts.filter(({ out, err }) => !isClean(out + err))).toEqual([]);
    expect(texts[0]?.err).toContain('error');
  });

  test('among objects is not printed by routes and explain', async () => {
    const objects = {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRoute',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        routes: [
          {
            match: 'Host(`a`)',
            kind: 'Rule',
            services: [{ name: 'api', port: 80 }],
            middlewares: [{ name: 'm' }],
          },
        ],
        tls: { secretName: 's', options: { name: 'o' } },
      },
    };
    const redirect = {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata: { name: 'm', namespace: 'shop' },
      spec: { redirectRegex: { regex: '^.*$', replacement: `https://b/${poison}` }, headers: {} },
    };
    const file = join(folder, 'objects.json');
    const texts = [];
    for (const kept of [/^$/, /^(?:traefik\.io\/v1alpha1|IngressRoute|Middleware|Rule|shop|m)$/]) {
      writeFileSync(
        file,
        JSON.stringify({ kind: 'List', items: [poisoned(objects, poison, kept), redirect] }),
      );
      texts.push(await run('routes', '-f', file), await run('explain', 'https://a/', '-f', file));
      texts.push(await run('explain', `https://a/${poison}`, '-f', file), await run(`routes${poison}`));
      texts.push(await run('routes', '-f', `${file}${poison}`), await run('routes', `--${poison}`));
    }
    expect(texts.filter(({ out, err }) => !isClean(out + err))).toEqual([]);
  });
});
