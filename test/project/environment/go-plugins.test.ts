import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ProblemError } from '../../../lib/core/finding';
import { Environments } from '../../../lib/project/environment';

const stamp = join(__dirname, '../../workspace/plugins/stamp');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plugins-'));
  mkdirSync(join(folder, 'environments'));
  cpSync(stamp, join(folder, 'plugins/stamp'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load(localPlugins: string, options = '{ header: X-A }'): ReturnType<typeof Environments.load> {
  const file = join(folder, 'environments/dev.yaml');
  writeFileSync(
    file,
    `namespace: shop
traefik:
  experimental:
    localPlugins:
      stamp: ${localPlugins}
middlewares:
  stamped:
    plugin:
      stamp: ${options}
`,
  );
  return Environments.load(join(folder, 'environments'));
}

function told(localPlugins: string, options?: string): readonly string[] {
  try {
    load(localPlugins, options);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(
      ({ rule, location, message }) =>
        `${rule} ${relative(folder, location?.file ?? '')}:${location?.line}:${location?.column} ${message}`,
    );
  }
}

describe('A plugin whose source is in plugins/<name>', () => {
  test('has the module name of its go.mod, from there', () => {
    const [dev] = load('{}');
    expect(dev?.spec.traefik?.experimental?.localPlugins).toEqual({
      stamp: { moduleName: 'example.com/shop/plugins/stamp' },
    });
    const path = ['traefik', 'experimental', 'localPlugins', 'stamp', 'moduleName'];
    expect(dev?.locate(path)).toMatchObject({ file: join(folder, 'plugins/stamp/go.mod'), line: 1 });
  });

  test('is not called otherwise', () => {
    expect(told('{ moduleName: example.com/other }')).toEqual([
      'invalid-plugin environments/dev.yaml:5:16 The module in plugins/stamp is example.com/shop/plugins/stamp, and not example.com/other.',
    ]);
  });

  test('takes options of the types that its struct has', () => {
    expect(told('{}', '{ header: [X-A, [b]] }')).toEqual([
      'invalid-plugin-option environments/dev.yaml:9:16 It must be a text.',
    ]);
  });

  test('is told where it has no .traefik.yml', () => {
    rmSync(join(folder, 'plugins/stamp/.traefik.yml'));
    expect(told('{}')).toEqual([
      'invalid-plugin plugins/stamp/go.mod:1:1 There is no .traefik.yml in ' +
        `${join(folder, 'plugins/stamp')}.`,
    ]);
  });

  test('gets packages that it asks for only where Traefik is told so', () => {
    const manifest = join(folder, 'plugins/stamp/.traefik.yml');
    writeFileSync(
      manifest,
      'displayName: S\ntype: middleware\nimport: example.com/shop/plugins/stamp\nsummary: s\ntestData: {}\nuseUnsafe: true\n',
    );
    expect(told('{}')[0]).toContain('invalid-plugin environments/dev.yaml:5:7');
    expect(told('{ settings: { useUnsafe: true } }')).toEqual([]);
  });
});
