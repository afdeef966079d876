import { join } from 'node:path';
import { readText } from '../../core/file';
import { ProblemError } from '../../core/finding';
import type { ComposeService } from '../compose';

/** What `EXPOSE` of images says that are often met behind Traefik: the lowest TCP port, by name without registry and tag. */
const known: ReadonlyMap<string, number> = new Map([
  ['adminer', 8080],
  ['caddy', 80],
  ['containous/whoami', 80],
  ['gitea/gitea', 22],
  ['grafana/grafana', 3000],
  ['httpd', 80],
  ['jmalloc/echo-server', 8080],
  ['kennethreitz/httpbin', 80],
  ['mccutchen/go-httpbin', 8080],
  ['memcached', 11_211],
  ['mongo', 27_017],
  ['mysql', 3306],
  ['nats', 4222],
  ['nginx', 80],
  ['phpmyadmin', 80],
  ['portainer/portainer-ce', 8000],
  ['postgres', 5432],
  ['prom/prometheus', 9090],
  ['rabbitmq', 4369],
  ['redis', 6379],
  ['registry', 5000],
  ['traefik', 80],
  ['traefik/traefik', 80],
  ['traefik/whoami', 80],
  ['wordpress', 80],
]);

/** The ports that the image of a service exposes, as far as its Dockerfile or its name tells. */
export function imagePorts({ build, image }: ComposeService): readonly number[] {
  if (build) return dockerfilePorts(build);
  const name = (image ?? '')
    .replace(/^(?:docker\.io|ghcr\.io|quay\.io|registry-1\.docker\.io)\//, '')
    .replace(/^library\//, '')
    .replace(/(?:@.*|:[^/]*)$/, '');
  const port = known.get(name);
  return port === undefined ? [] : [port];
}

function dockerfilePorts(build: NonNullable<ComposeService['build']>): readonly number[] {
  const { context = '.', dockerfile = 'Dockerfile', dockerfile_inline: inline } = build;
  const text = inline ?? readIfThere(join(context, dockerfile));
  // The last stage is what runs.
  const stage = text.split(/^\s*FROM\s/im).at(-1) ?? '';
  return [...stage.matchAll(/^\s*EXPOSE\s+(.+)$/gim)]
    .flatMap(([, ports = '']) => ports.trim().split(/\s+/))
    .flatMap((port) => (/^\d+(?:\/\w+)?$/.test(port) ? [Number.parseInt(port, 10)] : []));
}

function readIfThere(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return '';
  }
}
