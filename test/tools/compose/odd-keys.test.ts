import { own } from '../../../lib/core/base';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { itemAt } from '../../../lib/core/base';
import { trafficOf } from '../../../lib/project/source';
import { composedSource } from '../../../lib/project/docker';
import { readCompose } from '../../../lib/project/compose';
import { converted, inProject, synthesized, told } from './support';

/** Names that objects of JavaScript have by themselves. */
const inherited = ['__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'isPrototypeOf'];

const projectWith = (key: string) => `
name: odd
services:
  web:
    image: ghcr.io/acme/web:1.0.0
    expose: ["8080"]
    environment: { "${key}": one }
    annotations: { "${key}": one }
    configs: ["${key}"]
    depends_on: { "${key}": { condition: service_started } }
    labels:
      "${key}": one
      traefik.http.middlewares.h.headers.customrequestheaders.${key}: one
      traefik.http.middlewares.h.headers.customresponseheaders.${key}: two
      traefik.http.middlewares.${key}.stripprefix.prefixes: /a
      traefik.http.routers.${key}.rule: Host(\`a.example.com\`)
      traefik.http.routers.${key}.middlewares: h,${key}
      traefik.http.routers.${key}.service: ${key}
      traefik.http.services.${key}.loadbalancer.server.port: 8080
  "${key}": { image: "ghcr.io/acme/other:1.0.0", expose: ["80"] }
configs: { "${key}": { content: hi } }
`;

describe.each(inherited)('what is called %s', (key) => {
  const conversion = converted(projectWith(key));
  const { objects, problems } = synthesized(conversion);
  const find = (kind: string, name: string): ApiObjectData | undefined =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);

  test('is a variable, a file, an annotation where Kubernetes has it, and a service', () => {
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const container = itemAt(find('Deployment', 'web'), ['spec', 'template', 'spec', 'containers', 0]);
    expect(itemAt(container, ['env'])).toContainEqual({ name: key, value: 'one' });
    expect(JSON.stringify(itemAt(container, ['volumeMounts']))).toContain(`"/${key}"`);
    const annotations = Object(
      itemAt(find('Deployment', 'web'), ['spec', 'template', 'metadata', 'annotations']),
    );
    expect(own(annotations, key)).toBe(key.startsWith('_') ? undefined : 'one');
    const name = conversion.services[key]?.split('/')[1] ?? '';
    expect(find('Deployment', name)).toBeDefined();
    expect(told(conversion, `services.web.labels.${key}`)).toEqual([
      key.startsWith('_') ? 'lost CM100' : 'changed CM099',
    ]);
  });

  test('is a router, a middleware and a header for Traefik on both sides', () => {
    const headers = Object(itemAt(find('Middleware', 'h'), ['spec', 'headers']));
    expect(own(Object(headers.customRequestHeaders), key)).toBe('one');
    expect(own(Object(headers.customResponseHeaders), key)).toBe('two');
    inProject({ 'compose.yaml': projectWith(key) }, (directory) => {
      const { project } = readCompose({ directory, files: ['compose.yaml'] });
      if (!project) throw new Error('It cannot be read.');
      const { routers, middlewares } = trafficOf(composedSource(project)).routes();
      expect(own(Object(routers), `${key}@docker`)).toMatchObject({ status: 'enabled', service: key });
      const shown = own(Object(middlewares), 'h@docker');
      expect(own(Object(itemAt(shown, ['headers', 'customRequestHeaders'])), key)).toBe('one');
    });
  });
});
