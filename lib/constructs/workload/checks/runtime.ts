import type { Finding } from '../../../core/finding';
import type { PodModel } from '../model';
import { error, info } from './finding';

/** Last parts of the names of well-known images whose program is none of Go. */
const otherPrograms: ReadonlySet<string> = new Set([
  'cassandra',
  'eclipse-temurin',
  'elasticsearch',
  'haproxy',
  'httpd',
  'jenkins',
  'kafka',
  'keycloak',
  'mariadb',
  'memcached',
  'mongo',
  'mysql',
  'neo4j',
  'nextcloud',
  'nginx',
  'nginx-unprivileged',
  'node',
  'openjdk',
  'opensearch',
  'php',
  'postgis',
  'postgres',
  'postgresql',
  'python',
  'rabbitmq',
  'redis',
  'ruby',
  'tomcat',
  'valkey',
  'wordpress',
]);

/** Programs that are none of Go and do not say so, and Go's settings where they mean nothing. */
export function* checkRuntime({ spec, image }: PodModel): Iterable<Finding> {
  const { runtime, go } = spec;
  if (runtime === 'other' && go) {
    yield error('go-settings-without-go', ['go'], {
      message: 'The program is said to be none of Go, and Go is told something.',
      consequence: 'The settings would be left out.',
      fix: 'Remove `go`, or `runtime: other`.',
    });
  }
  const program = image?.repository.split('/').at(-1) ?? '';
  if (runtime !== undefined || go === false || !otherPrograms.has(program)) return;
  yield info('not-a-go-program', ['image'], {
    message: `${program} is no Go program, as far as the image's name tells.`,
    consequence: "It gets Go's GOMEMLIMIT, which means nothing to it.",
    fix: 'Write runtime: other, or runtime: go if it is one after all.',
  });
}
