import { TrafficModel } from '../../lib/traefik/model';
import { type Ran, commandLine } from '../support/command-line';

const service = (namespace: string): string => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: ${namespace} }
spec: { ports: [{ name: http, port: 80 }] }
---`;

const middleware = (name: string, spec: string): string => `
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: ${name}, namespace: one }
spec: ${spec}
---`;

const across = `${service('one')}${service('other')}
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: theirs, namespace: other }
spec: { weighted: { services: [{ name: web, port: 80 }] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: across, namespace: one }
spec:
  entryPoints: [web]
  routes:
    - kind: Rule
      match: Host(\`b.test\`)
      services: [{ name: theirs@kubernetescrd, namespace: other, kind: TraefikService }]
---`;

function run(argv: readonly string[], standardInput: string): Promise<Ran> {
  return commandLine(['upgrade', ...argv], { standardInput });
}

const upgraded = async (
  objects: string,
  from: string,
  to: string,
): Promise<ReturnType<typeof JSON.parse>> => {
  const { code, out } = await run(['--from', from, '--to', to, '-f', '-', '-o', 'json'], objects);
  expect(code).toBe(0);
  return JSON.parse(out);
};

describe('upgrade', () => {
  it('tells which requests fare otherwise, with one that really does on each side', async () => {
    const { verdict, changes } = await upgraded(across, '3.7.9', '3.7.13');
    expect(verdict).toBe('narrower');
    expect(changes).toMatchObject([
      {
        kind: 'closed',
        before: { outcome: 'forwarded' },
        after: { outcome: 'answered', response: { status: 404 } },
      },
    ]);
  });

  it('tells what to set so that requests fare as before, because they then do', async () => {
    const { options } = await upgraded(across, '3.7.9', '3.7.13');
    expect(options).toContainEqual({
      set: 'providers.kubernetesCRD.allowCrossNamespace: true',
      why: expect.stringContaining('all requests fare as before'),
    });
  });

  it('tells nothing to set that makes no difference', async () => {
    const { verdict, options } = await upgraded(service('one'), '3.7.9', '3.7.13');
    expect(verdict).toBe('same');
    expect(options.map(({ set }: { set: string }) => set)).toEqual([
      'providers.kubernetesCRD.safeNaming: false',
    ]);
  });

  it('tells of older releases what their notes say, where the objects have it', async () => {
    const objects = middleware('strip', '{ stripPrefix: { prefixes: [/api] } }');
    const { steps } = await upgraded(objects, '3.6.18', '3.7.13');
    expect(steps).toContainEqual(
      expect.objectContaining({
        since: '3.7.3',
        title: 'Stripping a prefix must leave a clean path',
        concerns: [expect.objectContaining({ path: 'spec.stripPrefix' })],
      }),
    );
    // 3.6.19 had it already.
    const { steps: later } = await upgraded(objects, '3.6.19', '3.7.13');
    expect(later.map(({ title }: { title: string }) => title)).not.toContain(
      'Stripping a prefix must leave a clean path',
    );
  });

  it('tells of fields that the older CRDs do not have, and of those that come', async () => {
    const objects = middleware('again', '{ retry: { attempts: 2, timeout: 1s } }');
    const down = await upgraded(objects, '3.7.13', '3.6.20');
    expect(down.fields.refused).toMatchObject([{ path: 'spec.retry.timeout', object: { name: 'again' } }]);
    const up = await upgraded(objects, '3.6.20', '3.7.13');
    expect(up.fields.refused).toEqual([]);
    expect(up.fields.added).toContainEqual({
      kind: 'Middleware',
      path: 'spec.retry.timeout',
      since: '3.7.0',
    });
  });

  it('says so for people, too', async () => {
    const { out } = await run(['--from', '3.7.9', '--to', '3.7.13', '-f', '-'], across);
    expect(out).toMatch(/^Traefik 3\.7\.9 → 3\.7\.13\nNARROWER/);
    expect(out).toContain('set providers.kubernetesCRD.allowCrossNamespace: true');
  });

  it('exits with 1 where requests fare otherwise, if asked for', async () => {
    const argv = ['--from', '3.7.9', '--to', '3.7.13', '-f', '-', '--exit-code'];
    expect((await run(argv, across)).code).toBe(1);
    expect((await run(argv, service('one'))).code).toBe(0);
  });

  it.each([
    [['--from', 'latest', '--to', '3.7.13'], '--from: "latest" is no version of Traefik v3'],
    [['--from', '3.7.9', '--to', '2.11.0'], '--to: "2.11.0" is no version of Traefik v3'],
    [['--from', '2.11', '--to', '3.7.13'], '`lint --fix` rewrites the rules of v2'],
    [['--from', 'v3.7.0-rc.2', '--to', '3.7.13'], 'write 3.7.0, the release that it came before'],
    [['--from', '', '--to', '3.7.13'], '--from: "" is no version of Traefik v3'],
    [['--to', '3.7.13'], 'name the release that runs with --from'],
    [['--from', '3.7.9', '--to', '3.7.13', '--traefik-version', '3.7.9'], 'not with --traefik-version'],
  ])('is wrong usage: %j', async (argv, message) => {
    const { code, err } = await run([...argv, '-f', '-'], across);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it.each([
    ['3.7', 'v3.7.13', 'Traefik 3.7.13 → 3.7.13'],
    ['3.7.13', '3.7.9', 'Traefik 3.7.13 → 3.7.9'],
  ])('from %s to %s is %s', async (from, to, heading) => {
    const { code, out } = await run(['--from', from, '--to', to, '-f', '-'], across);
    expect(code).toBe(0);
    expect(out).toMatch(heading);
  });

  it('tells once what is noteworthy on both sides', async () => {
    const { err } = await run(['--from', '3.7.20', '--to', '3.7.20', '-f', '-'], across);
    expect(err.match(/is newer than what the model was compared with/g)).toHaveLength(1);
  });

  it('notes a release that the model was not compared with', async () => {
    const { err } = await run(['--from', '3.7.9', '--to', '3.7.20', '-f', '-'], across);
    expect(err).toContain('note: Traefik 3.7.20 is newer than what the model was compared with');
  });
});

test('a static configuration that the target refuses is told of, with the release that brought its option', () => {
  const traefik = { core: { strictTLSOptions: true } };
  expect(() => TrafficModel.from([], { traefik, traefikVersion: '3.7.9' })).toThrow(/it came with 3\.7\.11/);
  expect(() => TrafficModel.from([], { traefik, traefikVersion: '3.7.13' })).not.toThrow();
});
