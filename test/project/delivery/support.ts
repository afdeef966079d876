import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ApiObjectData, objectsOf } from '../../../lib/core/manifest';
import { type DeliverySystem, deliver, deliveredEnvironments } from '../../../lib/project/delivery';
import { environmentsProgram } from '../../../lib/project/program';
import { kubectl } from '../../support/tools';
import { releasesOfOutput } from '../../../lib/project/source';

/** What a delivery says of a few environment files. */
export interface Delivered {
  /** The objects of each file that is one of objects. */
  readonly objects: Readonly<Record<string, readonly ApiObjectData[]>>;
  readonly texts: ReadonlyMap<string, string>;
  /** What synth writes, and the steps of releases: `dist/prod/…`. */
  readonly manifests: ReadonlyMap<string, string>;
  /** `rule: message`, with the place of it in front where it has one. */
  readonly problems: readonly string[];
  readonly fixes: readonly (string | undefined)[];
}

/** Delivers environments to a system: their files by name, `base` among them. */
export function delivered(
  system: DeliverySystem,
  environments: Readonly<Record<string, string>>,
  repository: { readonly url?: string; readonly path: string } = {
    url: 'https://git.example/shop',
    path: '',
  },
): Delivered {
  const folder = mkdtempSync(join(tmpdir(), 'delivery-'));
  try {
    const files = join(folder, 'environments');
    mkdirSync(files);
    for (const [name, text] of Object.entries(environments)) writeFileSync(join(files, `${name}.yaml`), text);
    const variables = {};
    const output = environmentsProgram(files, { variables });
    const found = deliveredEnvironments(output, {
      variables,
      manifests: 'dist',
    });
    const { files: texts, problems } = deliver([system], {
      environments: found,
      project: 'shop',
      repository,
      output: 'deploy',
      isFile: (path) => path === 'api/openapi.yaml',
    });
    const objects = [...texts].filter(([file]) => file.endsWith('.yaml'));
    return {
      texts,
      manifests: new Map(
        output.apps.flatMap((app) =>
          [...Object.entries(app.files), ...releasesOfOutput(app).files].map(([file, text]) => [
            `dist/${file}`,
            text,
          ]),
        ),
      ),
      objects: Object.fromEntries(
        objects.map(([file, text]) => [file, objectsOf(text, file).objects.map(({ object }) => object)]),
      ),
      problems: problems.map(({ rule, message, location }) => {
        const place = location && `${location.file.slice(files.length + 1)}:${location.line}: `;
        return `${place ?? ''}${rule}: ${message}`;
      }),
      fixes: problems.map(({ fix }) => fix),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What kustomize makes of folders of a delivery, which lies in `deploy` beside what synth writes. */
export function kustomized(
  found: Delivered,
  folders: readonly string[],
): readonly (readonly ApiObjectData[])[] {
  const home = mkdtempSync(join(tmpdir(), 'kustomized-'));
  try {
    const put = (file: string, text: string): void => {
      mkdirSync(join(home, dirname(file)), { recursive: true });
      writeFileSync(join(home, file), text);
    };
    for (const [file, text] of found.manifests) put(file, text);
    for (const [file, text] of found.texts) put(`deploy/${file}`, text);
    return folders.map((folder) => {
      const args = ['kustomize', '--load-restrictor', 'LoadRestrictionsNone', folder];
      const options = { cwd: home, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(kubectl() ?? 'kubectl', args, options);
      if (status !== 0) throw new Error(stderr);
      return objectsOf(stdout, folder).objects.map(({ object }) => object);
    });
  } finally {
    rmSync(home, { recursive: true });
  }
}
