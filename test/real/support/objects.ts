import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KeyPair } from './box';

/** A Service with one port, `http` at 80, unless told otherwise. */
export function service(
  scope: Construct,
  name: string,
  ports: readonly object[] = [{ name: 'http', port: 80 }],
): ApiObject {
  return new ApiObject(scope, `service-${name}`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports },
  });
}

export function secret(
  scope: Construct,
  name: string,
  stringData: Readonly<Record<string, string>>,
  type = 'Opaque',
): ApiObject {
  return new ApiObject(scope, `secret-${name}`, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    type,
    stringData,
  });
}

export function tlsSecret(scope: Construct, name: string, { certificate, key }: KeyPair): ApiObject {
  return secret(scope, name, { 'tls.crt': certificate, 'tls.key': key }, 'kubernetes.io/tls');
}

/** A line of an htpasswd file. */
export function htpasswd(user: string, password: string): string {
  return `${user}:{SHA}${createHash('sha1').update(password).digest('base64')}`;
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
