import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environments } from '../../../lib/project/environment';
import { headline, problemsFrom } from './support';

describe('a folder of environment files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'environments-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string | Buffer): void => writeFileSync(join(folder, name), text);
  const names = (): readonly string[] => Environments.load(folder).map(({ name }) => name);

  it('is one environment for each file but base.yaml, sorted by name', () => {
    write('base.yaml', 'namespace: shop');
    write('prod.yaml', 'domain: example.com');
    write('dev.yml', '');
    write('staging.json', '{"domain": "staging.example.com"}');
    expect(names()).toEqual(['dev', 'prod', 'staging']);
  });

  it('needs no base.yaml', () => {
    write('prod.yaml', 'namespace: shop');
    expect(names()).toEqual(['prod']);
  });

  it('may hold other files, which are passed over', () => {
    write('prod.yaml', 'namespace: shop');
    write('_draft.yaml', 'nonsense');
    write('.hidden.yaml', 'nonsense');
    write('README.md', '# Environments');
    write('prod.yaml.bak', 'nonsense');
    expect(names()).toEqual(['prod']);
  });

  it('is read in the same way whatever folder the process runs in', () => {
    write('prod.yaml', 'namespace: shop');
    const [environment] = Environments.load(folder);
    expect(environment?.locate(['namespace'])).toEqual({
      file: join(folder, 'prod.yaml'),
      line: 1,
      column: 1,
    });
  });

  it('that is missing is said to be', () => {
    const [problem] = problemsFrom(() => Environments.load(join(folder, 'nowhere')));
    expect(problem).toMatchObject({
      rule: 'unreadable-environments',
      message: `${join(folder, 'nowhere')} cannot be read: there is no such file or folder.`,
    });
  });

  it('that is a file is said to be none', () => {
    write('file', '');
    const [problem] = problemsFrom(() => Environments.load(join(folder, 'file')));
    expect(problem?.message).toContain('it is not a folder');
  });

  it('that is empty, or has base.yaml alone, has no environment', () => {
    expect(problemsFrom(() => Environments.load(folder))).toMatchObject([
      { rule: 'no-environment', message: `There is no environment in ${folder}.` },
    ]);
    write('base.yaml', 'namespace: shop');
    expect(problemsFrom(() => Environments.load(folder))).toMatchObject([
      { rule: 'no-environment', location: { file: join(folder, 'base.yaml') } },
    ]);
  });

  it('may not have two files of one environment', () => {
    write('prod.yaml', 'namespace: a');
    write('prod.yml', 'namespace: b');
    expect(problemsFrom(() => Environments.load(folder)).map(headline)).toEqual([
      `duplicate-environment at ${join(folder, 'prod.yml')}:1:1`,
    ]);
  });

  it('may not have two bases', () => {
    write('base.yaml', 'namespace: a');
    write('base.json', '{}');
    write('prod.yaml', '');
    expect(problemsFrom(() => Environments.load(folder))).toMatchObject([{ rule: 'duplicate-environment' }]);
  });

  it('names environments by DNS labels only', () => {
    write('Prod_1.yaml', 'namespace: a');
    write('dev.yaml', 'namespace: a');
    expect(problemsFrom(() => Environments.load(folder)).map(headline)).toEqual([
      `invalid-environment-name at ${join(folder, 'Prod_1.yaml')}:1:1`,
    ]);
  });

  it('with a file that cannot be read is refused by its name', () => {
    write('dev.yaml', 'namespace: a');
    mkdirSync(join(folder, 'prod.yaml'));
    symlinkSync(join(folder, 'gone'), join(folder, 'staging.yaml'));
    write('test.yaml', Buffer.from([0x6e, 0x3a, 0x20, 0xff, 0xfe]));
    expect(problemsFrom(() => Environments.load(folder)).map(({ message }) => message)).toEqual([
      `${join(folder, 'prod.yaml')} cannot be read: it is a folder.`,
      `${join(folder, 'staging.yaml')} cannot be read: it leads nowhere.`,
      `${join(folder, 'test.yaml')} cannot be read: it is not UTF-8 text.`,
    ]);
  });

  it('with the byte order mark of an editor is read as without', () => {
    write('prod.yaml', '\uFEFFnamespace: shop');
    expect(Environments.load(folder)[0]?.namespace).toBe('shop');
  });
});
