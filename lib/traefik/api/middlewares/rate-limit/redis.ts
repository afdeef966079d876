import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import {
  type Decoded,
  formatDuration,
  int,
  intOrString,
  parseDuration,
  string,
  strings,
  struct,
} from '../../read';
import type { Sources } from '../kind';
import { clientTlsFields, configureClientTls } from '../shared/client-tls';

const fields = {
  endpoints: strings,
  tls: struct(clientTlsFields),
  secret: string,
  db: int,
  poolSize: int,
  minIdleConns: int,
  maxActiveConns: int,
  readTimeout: intOrString,
  writeTimeout: intOrString,
  dialTimeout: intOrString,
};

/** Reads a Redis server. */
export const redis = struct(fields);

/** A Redis server with Traefik's defaults and what its Secrets hold. */
export function configureRedis(
  {
    endpoints = ['localhost:6379'],
    tls,
    secret,
    readTimeout = '3s',
    writeTimeout = '3s',
    dialTimeout = '5s',
    ...numbers
  }: Decoded<typeof fields>,
  sources: Sources,
): Attempt<Readonly<Record<string, unknown>>> {
  const config: Record<string, unknown> = { ...numbers, endpoints };
  for (const [key, value] of Object.entries({ readTimeout, writeTimeout, dialTimeout })) {
    config[key] = formatDuration(parseDuration(value) ?? 0n);
  }
  if (tls) {
    const client = configureClientTls(tls, sources);
    if (isFailed(client)) return client;
    config['tls'] = client.value;
  }
  if (secret !== undefined) {
    const credentials = sources.secret(secret);
    if (isFailed(credentials)) return credentials;
    const [username, password] = ['username', 'password'].map((key) => credentials.value.data.get(key));
    if (!username || !password) {
      return failed(`secret ${secret} must contain both username and password keys`);
    }
    if (username.length > 0) config['username'] = Buffer.from(username).toString();
    if (password.length > 0) config['password'] = Buffer.from(password).toString();
  }
  return made(config);
}
