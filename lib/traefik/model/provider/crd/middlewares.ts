import { formatDuration, parseDuration } from '../../../api/read';
import type {
  AuthConfig,
  CircuitBreakerConfig,
  CompressConfig,
  ErrorsConfig,
  ForwardAuthConfig,
  MiddlewareConfig,
  MiddlewareSpec,
  RateLimitConfig,
  RetryConfig,
} from '../../dynamic/middlewares';
import { makeId, normalize } from '../../dynamic/names';
import { textOf } from '../kubernetes';
import { type Attempt, failed, isFailed, made } from '../result';
import { basicUsersOf, caOf, digestUsersOf, keyPairOf } from '../secrets';
import { type CrdContext, drop, resolveReferences } from './context';
import { nameAndService } from './load-balancer';
import { readPlugin } from './plugin';

/** Middlewares; one that cannot be read is absent, and the routers that name it are then disabled. */
export function loadMiddlewares(context: CrdContext): void {
  for (const { object, spec } of context.objects('Middleware')) {
    const id = normalize(makeId(object.namespace, object.name));
    const read = readMiddleware(context, object.namespace, id, spec);
    if (isFailed(read)) drop(context, object, ['spec'], read.reason);
    else context.configuration.middlewares.set(id, read.value);
  }
  for (const { object, spec } of context.objects('MiddlewareTCP')) {
    context.configuration.tcpMiddlewares.set(normalize(makeId(object.namespace, object.name)), spec);
  }
}

function readMiddleware(
  context: CrdContext,
  namespace: string,
  id: string,
  spec: MiddlewareSpec,
): Attempt<MiddlewareConfig> {
  const {
    basicAuth,
    digestAuth,
    forwardAuth,
    errors,
    plugin,
    rateLimit,
    retry,
    circuitBreaker,
    compress,
    chain,
  } = spec;
  const read = {
    basicAuth: basicAuth && readAuth(basicAuth, (name) => basicUsersOf(context.view, namespace, name)),
    digestAuth: digestAuth && readAuth(digestAuth, (name) => digestUsersOf(context.view, namespace, name)),
    forwardAuth: forwardAuth && readForwardAuth(context, namespace, forwardAuth),
    errors: errors && readErrors(context, namespace, id, errors),
    plugin: plugin && readPlugin(context.view, namespace, plugin),
    rateLimit: rateLimit && readRateLimit(context, namespace, rateLimit),
    retry: retry && readRetry(retry),
    circuitBreaker: circuitBreaker && readCircuitBreaker(circuitBreaker),
    chain: chain && readChain(context, namespace, chain),
  };
  const config: Record<string, unknown> = { ...spec };
  for (const [kind, attempt] of Object.entries<Attempt<unknown> | undefined>(read)) {
    if (!attempt) continue;
    if (isFailed(attempt)) return failed(`${kind}: ${attempt.reason}`);
    config[kind] = attempt.value;
  }
  if (compress) config['compress'] = readCompress(compress);
  return made(config as MiddlewareConfig);
}

function readAuth(
  { secret, ...rest }: NonNullable<MiddlewareSpec['basicAuth']>,
  usersOf: (secret: string) => Attempt<readonly string[]>,
): Attempt<AuthConfig> {
  if (secret === undefined) return failed('auth secret must be set');
  const users = usersOf(secret);
  return isFailed(users) ? users : made({ ...rest, users: users.value });
}

function readForwardAuth(
  context: CrdContext,
  namespace: string,
  { tls, ...rest }: NonNullable<MiddlewareSpec['forwardAuth']>,
): Attempt<ForwardAuthConfig> {
  if (rest.address === undefined) return failed('forward authentication requires an address');
  const config = { ...rest, maxBodySize: rest.maxBodySize ?? -1 };
  if (!tls) return made(config);
  const { caOptional } = tls;
  const client = readClientTls(context, namespace, tls);
  if (isFailed(client)) return client;
  return made({ ...config, tls: { ...client.value, ...(caOptional !== undefined && { caOptional }) } });
}

function readClientTls(
  context: CrdContext,
  namespace: string,
  {
    caSecret,
    certSecret,
    insecureSkipVerify,
  }: NonNullable<NonNullable<MiddlewareSpec['forwardAuth']>['tls']>,
): Attempt<Readonly<Record<string, unknown>>> {
  const config: Record<string, unknown> = { ...(insecureSkipVerify && { insecureSkipVerify }) };
  if (caSecret !== undefined) {
    const ca = caOf(context.view, namespace, caSecret, true);
    if (isFailed(ca)) return failed(`failed to load auth ca secret: ${ca.reason}`);
    config['ca'] = ca.value;
  }
  if (certSecret !== undefined) {
    const pair = keyPairOf(context.view, namespace, certSecret);
    if (isFailed(pair)) return failed(`failed to load auth secret: ${pair.reason}`);
    config['cert'] = pair.value.certificate;
    config['key'] = pair.value.key;
  }
  return made(config);
}

function readErrors(
  context: CrdContext,
  namespace: string,
  id: string,
  { service, ...rest }: NonNullable<MiddlewareSpec['errors']>,
): Attempt<ErrorsConfig> {
  const built = nameAndService(context, namespace, service ?? {}, 'nested');
  if (isFailed(built)) return built;
  if (!built.value.service) return made({ ...rest, service: built.value.name });
  const name = `${id}-errorpage-service`;
  context.configuration.services.set(name, built.value.service);
  return made({ ...rest, service: name });
}

function readChain(
  context: CrdContext,
  namespace: string,
  chain: NonNullable<MiddlewareSpec['chain']>,
): Attempt<NonNullable<MiddlewareConfig['chain']>> {
  const names = resolveReferences(context, namespace, chain.middlewares);
  if (isFailed(names)) return names;
  return made(names.value.length > 0 ? { middlewares: names.value } : {});
}

/** A duration as Go prints it; undefined where it is zero, since that is not printed. */
function duration(value: number | string): Attempt<string | undefined> {
  const nanoseconds = parseDuration(value);
  if (nanoseconds === undefined) return failed(`invalid duration "${value}"`);
  return made(nanoseconds === 0n ? undefined : formatDuration(nanoseconds));
}

type Durations<K extends string> = { readonly [P in K]?: string };

function durations<K extends string>(values: Readonly<Record<K, number | string>>): Attempt<Durations<K>> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries<number | string>(values)) {
    const read = duration(value);
    if (isFailed(read)) return read;
    if (read.value !== undefined) result[key] = read.value;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys are those of the values
  return made(result as Durations<K>);
}

function readCircuitBreaker(
  spec: NonNullable<MiddlewareSpec['circuitBreaker']>,
): Attempt<CircuitBreakerConfig> {
  const { expression, responseCode = 503 } = spec;
  const read = durations({
    checkPeriod: spec.checkPeriod ?? '100ms',
    fallbackDuration: spec.fallbackDuration ?? '10s',
    recoveryDuration: spec.recoveryDuration ?? '10s',
  });
  if (isFailed(read)) return read;
  return made({ ...(expression !== undefined && { expression }), ...read.value, responseCode });
}

function readRetry(spec: NonNullable<MiddlewareSpec['retry']>): Attempt<RetryConfig> {
  const { timeout = 0, initialInterval = 0, maxRequestBodyBytes = 2 * 1024 * 1024, ...rest } = spec;
  const read = durations({ timeout, initialInterval });
  return isFailed(read) ? read : made({ ...rest, ...read.value, maxRequestBodyBytes });
}

function readCompress(spec: NonNullable<MiddlewareSpec['compress']>): CompressConfig {
  const { minResponseBodyBytes, encodings = ['gzip', 'br', 'zstd'], defaultEncoding, ...rest } = spec;
  return {
    ...rest,
    ...(minResponseBodyBytes && { minResponseBodyBytes }),
    encodings,
    ...(defaultEncoding && { defaultEncoding }),
  };
}

function readRateLimit(
  context: CrdContext,
  namespace: string,
  spec: NonNullable<MiddlewareSpec['rateLimit']>,
): Attempt<RateLimitConfig> {
  const { average = 0, burst = 1, sourceCriterion } = spec;
  const read = durations({ period: spec.period ?? '1s' });
  if (isFailed(read)) return read;
  const redis = spec.redis && readRedis(context, namespace, spec.redis);
  if (redis && isFailed(redis)) return redis;
  return made({
    ...(average !== 0 && { average }),
    ...(burst !== 0 && { burst }),
    ...read.value,
    ...(sourceCriterion && { sourceCriterion }),
    ...(redis && { redis: redis.value }),
  });
}

function readRedis(
  context: CrdContext,
  namespace: string,
  spec: NonNullable<NonNullable<MiddlewareSpec['rateLimit']>['redis']>,
): Attempt<Readonly<Record<string, unknown>>> {
  const {
    endpoints = ['localhost:6379'],
    tls,
    secret,
    readTimeout,
    writeTimeout,
    dialTimeout,
    ...numbers
  } = spec;
  const config: Record<string, unknown> = { ...numbers, endpoints };
  const timeouts = {
    readTimeout: readTimeout ?? '3s',
    writeTimeout: writeTimeout ?? '3s',
    dialTimeout: dialTimeout ?? '5s',
  };
  for (const [key, value] of Object.entries(timeouts)) {
    const nanoseconds = parseDuration(value);
    if (nanoseconds === undefined) return failed(`invalid duration "${value}"`);
    config[key] = formatDuration(nanoseconds);
  }
  if (tls) {
    const client = readClientTls(context, namespace, tls);
    if (isFailed(client)) return client;
    config['tls'] = client.value;
  }
  if (secret !== undefined) {
    const credentials = context.view.secret(namespace, secret);
    if (isFailed(credentials)) return credentials;
    const [username, password] = ['username', 'password'].map((key) => credentials.value.data.get(key));
    if (!username || !password) {
      return failed(`secret '${namespace}/${secret}' must contain both username and password keys`);
    }
    if (username.length > 0) config['username'] = textOf(username);
    if (password.length > 0) config['password'] = textOf(password);
  }
  return made(config);
}
