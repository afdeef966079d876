import { isPlainMap } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ComposedProvider } from '../../../traefik/model';
import { secretOf } from './credentials';
import { usedKey } from './elsewhere';
import { addressInCluster } from './hosts';
import { type Piece, differs, ends, means, place } from './piece';
import { usedPort } from './ports';
import { referred } from './references';
import { type SaidMiddleware, saidMiddlewares } from './said';
import type { Scene } from './scene';
import { singleTarget } from './targets';
import { secretPieces } from './transports';
import { usedMiddlewares } from './used';
import { pluginSecrets, withheldOf, withheldPieces, withoutTexts } from './withheld';
import { textOf } from './text';

type Plain = Readonly<Record<string, unknown>>;

/** What a kind of middleware is where a Middleware of Kubernetes says it otherwise than labels do. */
interface Kind {
  readonly scene: Scene;
  /** Name on Kubernetes. */
  readonly name: string;
  readonly provider: ComposedProvider;
  /** The kind in the configuration that labels make. */
  readonly at: FieldPath;
  readonly said: Plain;
  readonly pieces: Piece[];
}

/** The middlewares of a project, each the spec of a Middleware. */
export function* mapMiddlewares(scene: Scene): Iterable<Piece> {
  const used = usedMiddlewares(scene);
  for (const each of saidMiddlewares(scene, 'http'))
    if (used.has(usedKey('http', each.written, each.provider))) yield* mapMiddleware(scene, each);
  for (const { written, provider, said } of saidMiddlewares(scene, 'tcp')) {
    if (!used.has(usedKey('tcp', written, provider))) continue;
    const name = scene.nameOf('tcpMiddlewares', written, provider);
    const at = [provider, 'tcp', 'middlewares', written];
    yield place(['tcpMiddlewares', name], said);
    yield means(at, ['tcpMiddlewares', name]);
    yield* renamed(at, 'tcpMiddlewares', written, name);
  }
}

function* mapMiddleware(scene: Scene, { written, provider, said }: SaidMiddleware): Iterable<Piece> {
  const name = scene.nameOf('middlewares', written, provider);
  const at = [provider, 'http', 'middlewares', written];
  const to = ['middlewares', name];
  const pieces: Piece[] = [];
  const spec = Object.fromEntries(
    Object.entries(said).map(([kind, own]) => {
      if (!isPlainMap(own)) return [kind, own];
      const translate = translations.get(kind);
      return [
        kind,
        translate ? translate({ scene, name, provider, at: [...at, kind], said: own, pieces }) : own,
      ];
    }),
  );
  const withheld = withheldOf(name, spec, scene.source.variableFor);
  yield place(
    to,
    withoutTexts(
      spec,
      withheld.map(({ path }) => path),
    ),
  );
  yield means(at, to);
  yield* renamed(at, 'middlewares', written, name);
  yield* pieces;
  yield* withheldPieces(to, at, withheld);
}

function* renamed(at: FieldPath, section: string, written: string, name: string): Iterable<Piece> {
  if (written !== name)
    yield differs('CM503', at, {
      to: [section, name],
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
  ['plugin', plugin],
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

function chain({ scene, provider, at, said, pieces }: Kind): Plain {
  const path = [...at, 'middlewares'];
  const names = Array.isArray(said['middlewares']) ? said['middlewares'] : [];
  return {
    middlewares: names.map((reference) => {
      const { name, pieces: further } = referred(scene, 'middlewares', String(reference), provider, path);
      pieces.push(...further);
      return { name };
    }),
  };
}

function errors({ scene, provider, at, said, pieces }: Kind): Plain {
  const { service, ...rest } = said;
  const found = singleTarget(scene, textOf(service), provider);
  pieces.push(...found.pieces);
  if (!('name' in found.target))
    pieces.push(
      ends('CM515', [...at, 'service'], { message: `Nothing on Kubernetes is ${textOf(service)}.` }),
    );
  return { ...rest, service: found.target };
}

function forwardAuth({ scene, name, at, said, pieces }: Kind): Plain {
  const { address, tls, ...rest } = said;
  const asked = addressInCluster(scene.source, textOf(address));
  const connection = isPlainMap(tls) ? connectionTls(tls, name, [...at, 'tls'], pieces) : undefined;
  pieces.push(...reached(['middlewares', name], [...at, 'address'], asked, textOf(address)));
  return { address: asked.text, ...rest, ...(connection && { tls: connection }) };
}

/** Authorities and certificates of a connection of Traefik's own are Secrets on Kubernetes. */
function connectionTls(
  { ca, cert, key: _key, ...rest }: Plain,
  name: string,
  at: FieldPath,
  pieces: Piece[],
): Plain {
  if (ca !== undefined) pieces.push(...secretPieces(`${name}-ca`, [...at, 'ca'], ['ca.crt']));
  if (cert !== undefined) {
    pieces.push(...secretPieces(`${name}-tls`, [...at, 'cert'], ['tls.crt', 'tls.key']));
    pieces.push(...secretPieces(`${name}-tls`, [...at, 'key'], ['tls.crt', 'tls.key']));
  }
  return {
    ...rest,
    ...(ca !== undefined && { caSecret: `${name}-ca` }),
    ...(cert !== undefined && { certSecret: `${name}-tls` }),
  };
}

function rateLimit({ scene, name, at, said, pieces }: Kind): Plain {
  const { redis, ...rest } = said;
  if (!isPlainMap(redis)) return rest;
  const { endpoints, username, password, tls, ...settings } = redis;
  const written = Array.isArray(endpoints) ? endpoints.map(String) : [];
  const asked = written.map((each) => addressInCluster(scene.source, each));
  for (const [index, each] of asked.entries())
    pieces.push(...reached(['middlewares', name], [...at, 'redis', 'endpoints'], each, written[index] ?? ''));
  const connection = isPlainMap(tls) ? connectionTls(tls, name, [...at, 'redis', 'tls'], pieces) : undefined;
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
      ...(connection && { tls: connection }),
    },
  };
}

/** What looks secret in settings of a plugin comes from a Secret, which Traefik reads. */
function plugin({ name, at, said, pieces }: Kind): Plain {
  const secret = secretOf(name, 'plugin');
  const { settings, data } = pluginSecrets(secret, said);
  const keys = Object.keys(data);
  if (keys.length === 0 || !isPlainMap(settings)) return said;
  pieces.push(
    place(['existing', 'secrets', secret], { keys }),
    differs('CM510', at, {
      to: ['middlewares', name],
      message: `What looks secret in the settings of ${name} goes into the Secret ${secret}, which has to exist, under the keys ${keys.join(', ')}.`,
    }),
  );
  return settings;
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
