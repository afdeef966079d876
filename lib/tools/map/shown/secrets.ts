import { isPlainMap, own } from '../../../core/base';
import { placesAt, stringAt } from '../../../check/cluster';
import { middlewareReferences } from '../../../traefik/api/middlewares';
import { certificateNames } from './certificates';

/** What stands in the place of what is kept back. */
export const withheld = 'withheld';

/**
 * A hash that no password is compared with, since that would take years: whether a password is right stays unknown.
 */
const unknownHash = `$2y$31$${'.'.repeat(53)}`;

/** What Secrets hold users, as `namespace/name`: parts of a line of theirs. */
export type UserSecrets = ReadonlyMap<string, 2 | 3>;

/** The Secrets of basicAuth and digestAuth. */
export function userSecretsOf(objects: readonly unknown[]): UserSecrets {
  const places = middlewareReferences.filter(({ holds }) => holds === 'users' || holds === 'digest-users');
  return new Map(
    objects
      .filter((object) => own(object, 'kind') === 'Middleware')
      .flatMap((object) =>
        places.flatMap(({ at, holds }) =>
          placesAt(object, ['spec', ...at]).map(
            ({ value }) => [`${namespaceOf(object)}/${String(value)}`, holds === 'users' ? 2 : 3] as const,
          ),
        ),
      ),
  );
}

function namespaceOf(object: unknown): string {
  return stringAt(object, 'metadata', 'namespace') ?? 'default';
}

/**
 * A Secret or ConfigMap without what nobody may read: certificates keep their names, users theirs, anything else
 * becomes one word. Whether Traefik can use it stays the same.
 */
export function withoutContent(object: Readonly<Record<string, unknown>>, users: UserSecrets): object {
  const { apiVersion, kind, metadata, type } = object;
  const isSecret = kind === 'Secret';
  const parts = isSecret ? users.get(`${namespaceOf(object)}/${stringAt(metadata, 'name')}`) : undefined;
  const content = contentOf(object, isSecret);
  const base = { apiVersion, kind, metadata };
  if (parts === 2 && type === 'kubernetes.io/basic-auth') return { ...base, ...asUsers(content) };
  const entries = [...content].map(([key, value]) => [key, valueWithout(value, parts)]);
  return {
    ...base,
    ...(type !== undefined && { type }),
    [isSecret ? 'stringData' : 'data']: Object.fromEntries(entries),
  };
}

function contentOf(object: unknown, isSecret: boolean): ReadonlyMap<string, string> {
  const texts = (field: string): [string, string][] => {
    const map = own(object, field);
    const entries = isPlainMap(map) ? Object.entries(map) : [];
    return entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  };
  const data = texts('data').map(([key, value]): [string, string] => [
    key,
    isSecret ? Buffer.from(value, 'base64').toString() : value,
  ]);
  return new Map([...data, ...(isSecret ? texts('stringData') : [])]);
}

/** A name and a password, as the line of the users that Traefik makes of them. */
function asUsers(content: ReadonlyMap<string, string>): object {
  const [username, password] = [content.get('username'), content.get('password')];
  if (!username || !password) return { type: 'kubernetes.io/basic-auth', stringData: {} };
  return { stringData: { users: `${username}:${unknownHash}` } };
}

function valueWithout(value: string, parts: 2 | 3 | undefined): string {
  if (value === '') return value;
  if (parts === undefined) return certificateNames(value) ?? withheld;
  return value
    .split('\n')
    .map((line) => lineWithout(line.replace(/\r$/, ''), parts))
    .join('\n');
}

/** A line that is no `user:hash` makes Traefik disable the middleware, whatever it holds. */
function lineWithout(line: string, parts: 2 | 3): string {
  const words = line.split(':');
  if (line === '') return line;
  if (words.length !== parts) return withheld;
  return [...words.slice(0, -1), words[parts - 1] === '' ? '' : unknownHash].join(':');
}
