import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemAt, valueAt } from '../../../lib/core/base';
import { type ApiObjectData, objectsOf } from '../../../lib/core/manifest';
import { parseYaml } from '../../../lib/core/yaml';
import { commandLine } from '../../support/command-line';
import { requirePart } from '../parts/parts';
import { type ImageRegistry, platformsOf, startRegistry } from './image-registry';

const platforms = ['linux/amd64', 'linux/arm64'];
const references = ['ko://example.com/shop/catalog', 'ko://example.com/shop/orders/cmd/orders'];
const imageField = ['spec', 'template', 'spec', 'containers', 0, 'image'] as const;

let root: string;
let registry: ImageRegistry;
let written: readonly ApiObjectData[];
let resolved: readonly ApiObjectData[];

/** Two services of a workspace, built by ko for the manifests that have them, with the settings made for it. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-ko-'));
  cpSync(join(__dirname, '../../workspace'), root, { recursive: true });
  mkdirSync(join(root, 'temporary'));
  registry = await startRegistry(platforms);
  await run('go', 'images', '--for', 'ko', root, '--output', root);
  written = await synthesized('dist');
  const text = ko('resolve', '-f', 'dist/dev', '--image-refs', 'refs.txt');
  resolved = objectsIn(text);
  // Go compiles its standard library for both platforms where it has not yet.
}, 600_000);

afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await registry.stop();
});

async function run(...argv: readonly string[]): Promise<string> {
  const { code, out, err } = await commandLine(argv);
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${err}`);
  return out;
}

/** The objects that synth writes for the environment dev, as ko reads its folder: by name. */
async function synthesized(output: string): Promise<readonly ApiObjectData[]> {
  await run('synth', '--environments', join(root, 'environments'), '--output', join(root, output));
  const folder = join(root, output, 'dev');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.toSorted().flatMap((name) => objectsIn(readFileSync(join(folder, name), 'utf8')));
}

function objectsIn(text: string): readonly ApiObjectData[] {
  return objectsOf(text, 'manifests.yaml').objects.map(({ object }) => object);
}

function ko(...args: readonly string[]): string {
  // Nothing is listening there: what is not on the loopback address cannot be reached.
  const nowhere = 'http://127.0.0.1:1';
  const env = {
    ...process.env,
    GOFLAGS: '',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    GOWORK: '',
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    TMPDIR: join(root, 'temporary'),
    DOCKER_CONFIG: join(root, 'temporary'),
    KO_DOCKER_REPO: `${registry.address}/shop`,
    KO_DEFAULTBASEIMAGE: `${registry.address}/base`,
  };
  const { status, stdout, stderr } = spawnSync(requirePart('ko'), args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`ko ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

function imagesOf(objects: readonly ApiObjectData[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'Deployment').map((each) => String(itemAt(each, imageField)));
}

describe('The images that the real ko builds', () => {
  test('take the place of each ko:// in the manifests, and nothing else changes', () => {
    expect(imagesOf(written)).toEqual(references);
    const images = imagesOf(resolved);
    expect(images).toHaveLength(references.length);
    let text = JSON.stringify(written);
    for (const [index, reference] of references.entries()) {
      text = text.replaceAll(`"${reference}"`, JSON.stringify(images[index]));
    }
    expect(text).not.toContain('ko://');
    expect(resolved).toEqual(JSON.parse(text));
  });

  test('are in the registry by their digests, for all platforms of the settings', async () => {
    for (const image of imagesOf(resolved)) {
      expect(image).toContain(`${registry.address}/shop/`);
      expect(await platformsOf(image)).toEqual(platforms);
    }
    expect(readdirSync(join(root, 'temporary'))).toEqual([]);
  });

  test('come into the lock by what ko wrote of them, and synth with it has the same digests', async () => {
    const lock = join(root, 'images.lock.yaml');
    await run('go', 'lock', join(root, 'refs.txt'), '--dir', root, '--output', lock);
    const images = valueAt(parseYaml(readFileSync(lock, 'utf8'), lock).documents[0]?.value, 'images');
    const built = imagesOf(resolved);
    expect(images).toEqual(
      Object.fromEntries(references.map((reference, index) => [reference, built[index]])),
    );
    expect(imagesOf(await synthesized('locked'))).toEqual(built);
  });
});
