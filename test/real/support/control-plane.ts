import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { requirePart } from '../parts/parts';
import type { Box } from './box';
import { crds } from './crds';
import { until } from './parallel';

/** Where the API server answers inside the box. */
export const apiServerAddress = '127.0.0.1:6443';

const token = 'administrator';
const etcdUrl = 'http://127.0.0.1:23790';

/** Starts etcd and the API server, and waits until the API server serves the CRDs. */
export async function startControlPlane(box: Box): Promise<void> {
  const { folder } = box;
  await box.run({ name: 'etcd', command: requirePart('etcd'), args: flags(etcdOptions(folder)) });
  writeFileSync(tokenFile(folder), `${token},admin,admin,"system:masters"\n`);
  writeFileSync(signingKey(folder), rsaKey());
  writeFileSync(box.kubeconfig, kubeconfigFor(`https://${apiServerAddress}`));
  await box.run({
    name: 'kube-apiserver',
    command: requirePart('kube-apiserver'),
    args: flags(apiServerOptions(folder)),
  });
  await box.agent.call('POST', '/apiserver', {
    socket: path.join(folder, 'kube.sock'),
    server: `https://${apiServerAddress}`,
    token,
  });
  await until('the API server is ready', () => answers(box, '/readyz'), { timeout: 60_000 });
  await box.apply(crds());
  for (const { metadata, spec } of crds()) {
    const listing = `/apis/${spec.group}/${spec.versions[0]?.name}/${spec.names.plural}`;
    await until(`the API server serves ${metadata.name}`, () => answers(box, listing));
  }
}

async function answers(box: Box, target: string): Promise<true | undefined> {
  for (const process of box.processes) process.check();
  const answer = await box.kube.request('GET', target).catch(() => undefined);
  return answer?.status === 200 ? true : undefined;
}

type Options = Readonly<Record<string, string>>;

function flags(options: Options): string[] {
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}

function etcdOptions(folder: string): Options {
  return {
    'data-dir': path.join(folder, 'etcd'),
    'unsafe-no-fsync': 'true',
    'log-level': 'warn',
    'listen-client-urls': etcdUrl,
    'advertise-client-urls': etcdUrl,
    'listen-peer-urls': 'http://127.0.0.1:23800',
  };
}

function apiServerOptions(folder: string): Options {
  const [host = '', port = ''] = apiServerAddress.split(':');
  return {
    'etcd-servers': etcdUrl,
    'cert-dir': path.join(folder, 'kube-apiserver'),
    'bind-address': host,
    'secure-port': port,
    'advertise-address': '10.99.0.1',
    'service-cluster-ip-range': '10.96.0.0/16',
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-signing-key-file': signingKey(folder),
    'service-account-key-file': signingKey(folder),
    'token-auth-file': tokenFile(folder),
    'authorization-mode': 'RBAC',
    // Without controllers nobody makes the default service accounts that this plugin wants to see.
    'disable-admission-plugins': 'ServiceAccount',
  };
}

function tokenFile(folder: string): string {
  return path.join(folder, 'tokens.csv');
}

function signingKey(folder: string): string {
  return path.join(folder, 'service-accounts.key');
}

function rsaKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
}

/** The API server's certificate is its own; in a box's network nobody else could answer. */
export function kubeconfigFor(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'box', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'administrator', user: { token } }],
    contexts: [{ name: 'box', context: { cluster: 'box', user: 'administrator' } }],
    'current-context': 'box',
  });
}
