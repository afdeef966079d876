import { isPlainMap } from '../../../core/base';
import type { ReadObject } from '../../../core/manifest';
import { saidMiddlewares } from './said';
import type { Scene } from './scene';
import { textOf } from './text';

/** The name of the Secret with the users of a middleware, or with the credentials for its Redis. */
export function secretOf(middleware: string, of: 'users' | 'redis'): string {
  return `${middleware}-${of}`;
}

/** The Secrets that the environment names, as the labels have what is in them. They are written nowhere. */
export function credentials(scene: Scene): readonly ReadObject[] {
  return saidMiddlewares(scene, 'http').flatMap(({ written, said }) => {
    const name = scene.nameOf('middlewares', written);
    return Object.values(said).flatMap((own) => {
      if (!isPlainMap(own)) return [];
      const { users, redis } = own;
      const { username, password } = isPlainMap(redis) ? redis : {};
      return [
        ...(Array.isArray(users)
          ? [secret(scene, secretOf(name, 'users'), { users: users.join('\n') })]
          : []),
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
