import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isPlainMap } from '../../../lib/core/base';
import { type ApiObjectData, objectsOf } from '../../../lib/core/manifest';
import { downloaded } from '../parts/copies';
import type { BuiltTraefik } from '../parts/parts';

/** What one test of Traefik gives its provider: a file, beside the services that its folder shares. */
export interface Fixture {
  readonly name: string;
  readonly objects: readonly ApiObjectData[];
}

const shared = 'services.yml';

/**
 * The objects with which Traefik tests its own Kubernetes providers. They are read from Traefik's module, and not kept here.
 *
 * @param folders below pkg/provider/kubernetes
 */
export function fixturesOf(version: BuiltTraefik, folders: readonly string[]): readonly Fixture[] {
  const root = path.join(downloaded(`github.com/traefik/traefik/v3@v${version}`), 'pkg/provider/kubernetes');
  return folders.flatMap((folder) => {
    const read = (file: string): readonly ApiObjectData[] =>
      objectsOf(readFileSync(path.join(root, file), 'utf8'), file).objects.map(({ object }) => object);
    const common = [path.join(folder, shared), path.join(folder, '..', shared)].find((file) =>
      existsSync(path.join(root, file)),
    );
    return readdirSync(path.join(root, folder))
      .filter((file) => file.endsWith('.yml') && file !== shared)
      .map((file) => ({
        name: `${folder}/${file}`,
        objects: distinct([
          ...(common === undefined ? [] : read(common)),
          ...read(path.join(folder, file)),
        ]).map(withOwnAddress),
      }));
  });
}

/** A file says again what it says otherwise than the services that are shared. */
function distinct(objects: readonly ApiObjectData[]): readonly ApiObjectData[] {
  const key = ({ kind, metadata: { namespace = 'default', name } }: ApiObjectData): string =>
    `${kind} ${namespace}/${name}`;
  return [...new Map(objects.map((object) => [key(object), object])).values()];
}

/** Traefik's client does not look at addresses of Services; the API server wants each in its range, and once. */
function withOwnAddress(object: ApiObjectData, index: number): ApiObjectData {
  const { spec } = object;
  if (object.kind !== 'Service' || !isPlainMap(spec) || !/^\d/.test(String(spec['clusterIP']))) return object;
  const address = `10.96.200.${index + 1}`;
  return { ...object, spec: { ...spec, clusterIP: address, clusterIPs: [address] } };
}
