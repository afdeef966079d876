import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';

describe('cdk8s-traefik chart', () => {
  let folder: string;
  let printed: string;
  let complained: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-cli-chart-'));
    printed = '';
    complained = '';
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]): Promise<number> =>
    main(['chart', ...args], {
      variables: {},
      standardInput: () => '',
      out: (text) => void (printed += text),
      err: (text) => void (complained += text),
    });

  const environments = (): string => {
    const path = join(folder, 'environments');
    mkdirSync(path, { recursive: true });
    const services = 'services: { web: { image: "a/b:1", ports: { http: 8080 } } }';
    writeFileSync(join(path, 'dev.yaml'), `namespace: shop\n${services}\n`);
    return path;
  };

  test('writes a chart and names its files', async () => {
    const output = join(folder, 'chart');
    expect(await run('--environments', environments(), '--output', output, '--name', 'web')).toBe(0);
    expect(printed).toContain(join(output, 'Chart.yaml'));
    expect(readFileSync(join(output, 'Chart.yaml'), 'utf8')).toContain('name: web');
    expect(existsSync(join(output, 'templates', 'web.yaml'))).toBe(true);
  });

  test('replaces an earlier chart of its own, and takes away what no longer belongs', async () => {
    const [source, output] = [environments(), join(folder, 'chart')];
    await run('--environments', source, '--output', output);
    writeFileSync(join(source, 'prod.yaml'), readFileSync(join(source, 'dev.yaml')));
    rmSync(join(source, 'dev.yaml'));
    expect(await run('--environments', source, '--output', output)).toBe(0);
    expect(readdirSync(output)).toContain('values.prod.yaml');
    expect(readdirSync(output)).not.toContain('values.dev.yaml');
  });

  test('refuses a folder that holds something else, and changes nothing in it', async () => {
    const output = join(folder, 'mine');
    mkdirSync(output);
    writeFileSync(join(output, 'values.yaml'), 'mine: true\n');
    expect(await run('--environments', environments(), '--output', output)).toBe(1);
    expect(complained).toContain('it is no chart that this command has written');
    expect(readdirSync(output)).toEqual(['values.yaml']);
    expect(readFileSync(join(output, 'values.yaml'), 'utf8')).toBe('mine: true\n');
  });

  test('refuses the output of synth', async () => {
    const output = join(folder, 'dist');
    mkdirSync(output);
    writeFileSync(join(output, '.cdk8s-traefik-files'), 'dev/web.k8s.yaml\n');
    expect(await run('--environments', environments(), '--output', output)).toBe(1);
  });

  test.each([
    ['--name', 'Not_A_Name', '"Not_A_Name" is no name for a chart.'],
    ['--version', '1', '"1" is no version of a chart.'],
  ])('refuses %s %s', async (option, value, message) => {
    const output = join(folder, 'chart');
    expect(await run('--environments', environments(), '--output', output, option, value)).toBe(1);
    expect(complained).toContain(message);
    expect(existsSync(output)).toBe(false);
  });

  test('tells mistakes in environment files as synth does', async () => {
    const source = environments();
    writeFileSync(join(source, 'dev.yaml'), 'namespce: shop\n');
    expect(await run('--environments', source, '--output', join(folder, 'chart'))).toBe(1);
    expect(complained).toContain('dev.yaml:1:1');
  });

  test('wants to know where the chart goes', async () => {
    expect(await run()).toBe(2);
    expect(complained).toContain('--output');
  });
});
