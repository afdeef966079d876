import { objectsOf } from '../../lib/core/manifest';
import { graphOf } from '../../lib/check/graph';
import { TrafficModel } from '../../lib/traefik/model';
import { Stage } from './support';

const config = {
  entryPoints: {
    web: { address: ':8000' },
    tcp: { address: ':7000' },
    websecure: { address: ':8443', http: { tls: {} } },
  },
  metrics: { prometheus: { addRoutersLabels: true } },
};

const manifests = `
apiVersion: v1
kind: Service
metadata: { name: one }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: two }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata: { name: choice }
spec: { weighted: { services: [{ name: one, port: 80, weight: 1 }, { name: two, port: 80, weight: 1 }] } }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web }
spec:
  entryPoints: [web, websecure]
  routes:
    - { match: 'Host(\`single.example\`)', kind: Rule, services: [{ name: one, port: 80 }] }
    - { match: 'Host(\`both.example\`)', kind: Rule, services: [{ name: one, port: 80 }, { name: two, port: 80 }] }
    - { match: 'Host(\`choice.example\`)', kind: Rule, services: [{ kind: TraefikService, name: choice }] }
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: stream }
spec:
  entryPoints: [tcp]
  routes: [{ match: 'HostSNI(\`*\`)', services: [{ name: two, port: 80 }] }]
`;

/** `traefik_router_requests_total{code="200",router="a",…} 3` by name and labels. */
function seriesOf(
  text: string,
): readonly { readonly name: string; readonly labels: ReadonlyMap<string, string> }[] {
  return [...text.matchAll(/^(traefik_(?:router|service|entrypoint)_\w+)\{(.*)\} /gm)].map(
    ([, name = '', labels = '']) => ({
      name,
      labels: new Map(
        [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value]),
      ),
    }),
  );
}

test('the time series of each object are those that Traefik counts its requests in, and there are no others', async () => {
  const stage = await Stage.open({ config });
  try {
    await stage.apply(manifests);
    for (const host of ['single', 'both', 'both', 'choice', 'choice']) {
      expect(await stage.request(`GET http://${host}.example/`)).toMatchObject({ status: 200 });
      expect(await stage.request(`GET https://${host}.example/`)).toMatchObject({ status: 200 });
    }
    const counted = seriesOf(await stage.traefik.page('/metrics'));
    const { objects } = objectsOf(
      manifests.replaceAll(/metadata: \{ /g, `$&namespace: ${stage.namespace}, `),
      'a.yaml',
    );
    const model = TrafficModel.from(
      objects.map(({ object }) => object),
      { traefik: config },
    );
    const told = graphOf(objects, {}, model).nodes.flatMap(({ metrics = [] }) => metrics);
    const expected = seriesOf(told.map((selector) => `${selector} 0\n`).join(''));
    const key = (name: string, labels: ReadonlyMap<string, string>): string =>
      [name, ...['entrypoint', 'router', 'service'].map((label) => labels.get(label) ?? '')].join(' ');
    const about = (series: typeof counted, subject: string): readonly string[] =>
      [
        ...new Set(
          series
            .filter(({ name }) => name.startsWith(`traefik_${subject}_`))
            .map(({ name, labels }) => key(name, labels)),
        ),
      ].toSorted();
    const isOurs = (line: string): boolean => line.includes(stage.namespace);
    // Sums and counts stand beside the buckets of a histogram, and of all requests those with TLS are counted again.
    const isTold = (line: string): boolean =>
      isOurs(line) && !/_(?:seconds_sum|seconds_count|tls_total) /.test(line);
    for (const subject of ['router', 'service']) {
      expect(about(counted, subject).filter(isTold)).toEqual(about(expected, subject).filter(isOurs));
    }
    expect(about(counted, 'entrypoint')).toEqual(
      expect.arrayContaining(
        about(expected, 'entrypoint').filter((line) => / (?:web|websecure) /.test(line)),
      ),
    );
  } finally {
    await stage.close();
  }
});
