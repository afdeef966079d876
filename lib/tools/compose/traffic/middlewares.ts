import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import { secretOf } from './credentials';
import { addressInCluster } from './hosts';
import { type Piece, differs, ends, means, place } from './piece';
import { usedPort } from './ports';
import { referred } from './references';
import { saidMiddlewares } from './said';
import { usedMiddlewares } from './used';
import type { Scene } from './scene';
import { targetsOf } from './targets';
import { textOf } from './text';

type Plain = Readonly<Record<string, unknown>>;

/** What a kind of middleware is where a Middleware of Kubernetes says it otherwise than labels do. */
interface Kind {
  readonly scene: Scene;
  /** Name on Kubernetes. */
  readonly name: string;
  /** The kind in the configuration that labels make. */
  readonly at: FieldPath;
  readonly said: Plain;
  readonly pieces: Piece[];
}

/** The middlewares of a project, each the spec of a Middleware. */
export function* mapMiddlewares(scene: Scene): Iterable<Piece> {
  const used = usedMiddlewares(scene);
  for (const { written, said } of saidMiddlewares(scene, 'http'))
    if (used.has(`http ${written}`)) yield* mapMiddleware(scene, written, said);
  for (const { written, said } of saidMiddlewares(scene, 'tcp')) {
    if (!used.has(`tcp ${written}`)) continue;
    const name = scene.nameOf('tcpMiddlewares', written);
    yield place(['tcpMiddlewares', name], said);
    yield means(['tcp', 'middlewares', written], ['tcpMiddlewares', name]);
    yield* renamed('tcp', written, name);
  }
}

function* mapMiddleware(scene: Scene, written: string, said: Plain): Iterable<Piece> {
  const name = scene.nameOf('middlewares', written);
  const at = ['http', 'middlewares', written];
  const to = ['middlewares', name];
  const pieces: Piece[] = [];
  const spec = Object.fromEntries(
    Object.entries(said).map(([kind, own]) => {
      if (!isPlainMap(own)) return [kind, own];
      const translate = translations.get(kind);
      return [kind, translate ? translate({ scene, name, at: [...at, kind], said: own, pieces }) : own];
    }),
  );
  yield place(to, spec);
  yield means(at, to);
  yield* renamed('http', written, name);
  yield* pieces;
}

function* renamed(protocol: 'http' | 'tcp', written: string, name: string): Iterable<Piece> {
  if (written !== name)
    yield differs('CM503', [protocol, 'middlewares', written], {
      to: [protocol === 'http' ? 'middlewares' : 'tcpMiddlewares', name],
      message: `The middleware ${written} is called ${name} on Kubernetes.`,
    });
}

const translations: ReadonlyMap<string, (kind: Kind) => Plain> = new Map([
  ['basicAuth', users],
  ['digestAuth', users],
  ['chain', chain],
  ['errors', errors],
  ['forwardAuth', forwardAuth],
  ['rateLimit', rateLimit],
]);

/** Users are in a Secret, which is written nowhere. */
function users({ name, at, said, pieces }: Kind): Plain {
  const { users: _users, usersFile, ...rest } = said;
  const secret = secretOf(name, 'users');
  pieces.push(place(['existing', 'secrets', secret], { keys: ['users'] }));
  const field = typeof usersFile === 'string' ? 'usersFile' : 'users';
  const lines =
    typeof usersFile === 'string'
      ? `the lines of ${usersFile}`
      : 'one "name:hash" a line, as the labels have them after Compose has read them';
  pieces.push(
    differs('CM510', [...at, field], {
      to: ['middlewares', name],
      message: `The users of ${name} go into the Secret ${secret}, which has to exist: its one key, users, holds ${lines}.`,
    }),
  );
  return { secret, ...rest };
}

function chain({ scene, at, said, pieces }: Kind): Plain {
  const path = [...at, 'middlewares'];
  const names = Array.isArray(said['middlewares']) ? said['middlewares'] : [];
  return {
    middlewares: names.flatMap((reference) => {
      const { name, notes } = referred(scene, 'middlewares', String(reference), path);
      pieces.push(...notes);
      return name === undefined ? [] : [{ name }];
    }),
  };
}

function errors({ scene, at, said, pieces }: Kind): Plain {
  const { service, ...rest } = said;
  const found = targetsOf(scene, 'http', textOf(service));
  pieces.push(...found.pieces);
  const [target] = found.services;
  if (found.services.length !== 1)
    pieces.push(
      ends('CM515', [...at, 'service'], { message: 'An error page comes from one Service on Kubernetes.' }),
    );
  return { ...rest, service: typeof target === 'string' ? { name: target, port: 'http' } : target };
}

function forwardAuth({ scene, name, at, said, pieces }: Kind): Plain {
  const { address, tls, ...rest } = said;
  const asked = addressInCluster(scene.source, textOf(address));
  if (tls !== undefined)
    pieces.push(
      ends('CM516', [...at, 'tls'], {
        message: 'Certificates for forwardAuth come from Secrets on Kubernetes.',
      }),
    );
  pieces.push(...reached(['middlewares', name], [...at, 'address'], asked, textOf(address)));
  return { address: asked.text, ...rest };
}

function rateLimit({ scene, name, at, said, pieces }: Kind): Plain {
  const { redis, ...rest } = said;
  if (!isPlainMap(redis)) return rest;
  const { endpoints, username, password, tls, ...settings } = redis;
  const written = Array.isArray(endpoints) ? endpoints.map(String) : [];
  const asked = written.map((each) => addressInCluster(scene.source, each));
  for (const [index, each] of asked.entries())
    pieces.push(...reached(['middlewares', name], [...at, 'redis', 'endpoints'], each, written[index] ?? ''));
  if (tls !== undefined)
    pieces.push(
      ends('CM516', [...at, 'redis', 'tls'], {
        message: 'Certificates for Redis come from Secrets on Kubernetes.',
      }),
    );
  const secret = secretOf(name, 'redis');
  const isSecret = username !== undefined || password !== undefined;
  if (isSecret) {
    pieces.push(place(['existing', 'secrets', secret], { keys: ['username', 'password'] }));
    for (const field of ['username', 'password'])
      pieces.push(
        differs('CM510', [...at, 'redis', field], {
          message: `The ${field} for Redis goes into the Secret ${secret}, which has to exist, under the key ${field}.`,
        }),
      );
  }
  return {
    ...rest,
    redis: {
      ...(asked.length > 0 && { endpoints: asked.map(({ text }) => text) }),
      ...settings,
      ...(isSecret && { secret }),
    },
  };
}

/** What Traefik asks by itself has to be reachable from its namespace. */
function* reached(
  to: FieldPath,
  at: FieldPath,
  { text, workload, port }: ReturnType<typeof addressInCluster>,
  written: string,
): Iterable<Piece> {
  if (!workload) return;
  yield differs('CM511', at, {
    to,
    message: `${written} is ${text} for Traefik, which runs in a namespace of its own.`,
  });
  if (workload.kind === 'service' && port !== undefined) yield* usedPort(workload, port).added;
}
