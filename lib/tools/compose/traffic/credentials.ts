import { isPlainMap } from '../../../core/base';
import type { ReadObject } from '../../../core/manifest';
import { mountedFile } from '../../../project/docker';
import { saidMiddlewares, saidOf } from './said';
import type { Source } from '../source';
import { type Scene, sceneOf } from './scene';
import { textOf } from './text';
import { pluginSecrets, withheldOf } from './withheld';
import { authoritiesOf, certificateSecret } from './transports';

/** The name of the Secret with the users of a middleware, or with the credentials for its Redis. */
export function secretOf(middleware: string, of: 'users' | 'redis' | 'plugin'): string {
  return `${middleware}-${of}`;
}

/** The Secrets that the environment names, as the labels and files have what is in them. They are written nowhere. */
export function credentials(scene: Scene): readonly ReadObject[] {
  return [...ofMiddlewares(scene), ...ofTls(scene)];
}

/** The same of a project; none where the configuration of its Traefik cannot be read. */
export function credentialsOf(source: Source): readonly ReadObject[] {
  const scene = sceneOf(source);
  return scene ? credentials(scene) : [];
}

function ofMiddlewares(scene: Scene): readonly ReadObject[] {
  return saidMiddlewares(scene, 'http').flatMap(({ written, provider, said }) => {
    const name = scene.nameOf('middlewares', written, provider);
    return Object.entries(said).flatMap(([kind, own]) => {
      if (!isPlainMap(own)) return [];
      if (kind === 'plugin') {
        const { data } = pluginSecrets(secretOf(name, 'plugin'), own);
        return Object.keys(data).length > 0 ? [secret(scene, secretOf(name, 'plugin'), data)] : [];
      }
      const { users, usersFile, redis } = own;
      const { username, password } = isPlainMap(redis) ? redis : {};
      const inFile = typeof usersFile === 'string' ? (usersIn(scene, usersFile) ?? []) : [];
      const lines = [...inFile, ...(Array.isArray(users) ? users.map(String) : [])];
      return [
        ...(lines.length > 0 ? [secret(scene, secretOf(name, 'users'), { users: lines.join('\n') })] : []),
        ...(username !== undefined || password !== undefined
          ? [
              secret(scene, secretOf(name, 'redis'), {
                username: textOf(username),
                password: textOf(password),
              }),
            ]
          : []),
      ];
    });
  });
}

/** The lines of a file of users in Traefik's container, but for empty ones and comments; undefined where it is not known. */
export function usersIn({ source }: Scene, path: string): readonly string[] | undefined {
  const { project, traefik = '' } = source;
  const mounted = mountedFile(project, project.services[traefik] ?? {}, path);
  if (mounted === undefined || mounted === 'unknown') return undefined;
  return mounted.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Variables that environments take from the shell, as the labels and files have what they hold. */
export function withheldFrom(source: Source): Readonly<Record<string, string>> {
  const scene = sceneOf(source);
  if (!scene) return {};
  const all = saidMiddlewares(scene, 'http').flatMap(({ written, provider, said }) =>
    withheldOf(scene.nameOf('middlewares', written, provider), said, source.variableFor).map(
      ({ variables }) => variables,
    ),
  );
  return Object.assign({}, ...all);
}

function ofTls(scene: Scene): readonly ReadObject[] {
  const authorities = scene.configured.flatMap(({ provider, configuration }) =>
    Array.from(configuration.tlsOptions.keys(), (written) => {
      const said = saidOf(scene, provider, ['tls', 'options', written]);
      const { caFiles } = isPlainMap(said?.['clientAuth']) ? said['clientAuth'] : {};
      const pems = Array.isArray(caFiles) ? caFiles.map(String).join('\n') : '';
      return secret(scene, authoritiesOf(scene.nameOf('tlsOptions', written, provider)), { 'ca.crt': pems });
    }),
  );
  const served = scene.files.flatMap(({ said }) => {
    const { certificates = [], stores = {} } = said?.tls ?? {};
    const { defaultCertificate } = stores['default'] ?? {};
    return [
      ...certificates.map((each, index) => certificate(scene, certificateSecret(index), each)),
      ...(isPlainMap(defaultCertificate)
        ? [certificate(scene, certificateSecret('default'), defaultCertificate)]
        : []),
    ];
  });
  return [...authorities, ...served];
}

function certificate(
  scene: Scene,
  name: string,
  { certFile, keyFile }: Readonly<Record<string, unknown>>,
): ReadObject {
  return secret(scene, name, { 'tls.crt': textOf(certFile), 'tls.key': textOf(keyFile) });
}

function secret({ source }: Scene, name: string, data: Readonly<Record<string, string>>): ReadObject {
  const encoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return {
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: source.namespace },
      data: Object.fromEntries(encoded),
    },
    locate: () => source.project.locate(['services']),
    file: source.project.locate(['services']).file,
  };
}
