import { TrafficModel } from '../../lib/traefik/model';
import { Box } from './support';
import { until } from './support/parallel';

const namespace = 'crash';

const object = (apiVersion: string, kind: string, name: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
});

const traefikObject = (kind: string, name: string, spec: object) =>
  object('traefik.io/v1alpha1', kind, name, spec);

const target = { name: 'web', port: 80 };
const fine = [
  object('v1', 'Service', 'web', { ports: [{ name: 'http', port: 80 }] }),
  traefikObject('IngressRoute', 'web', {
    entryPoints: ['web'],
    routes: [{ kind: 'Rule', match: 'Path(`/x`)', services: [target] }],
  }),
];
const deadly = traefikObject('IngressRouteTCP', 'tcp', {
  entryPoints: ['web'],
  routes: [
    { match: 'HostSNI(`*`)', services: [target] },
    { match: 'HostSNI(`*`)', services: [target, target] },
  ],
});
const config = {
  entryPoints: { web: { address: ':8000' } },
  providers: { kubernetesCRD: { namespaces: [namespace] } },
};

function routersOf(data: ReturnType<TrafficModel['routes']> | object): readonly string[] {
  const routers = 'routers' in data ? data.routers : {};
  return Object.keys(routers ?? {}).filter((name) => name.endsWith('@kubernetescrd'));
}

test('while one IngressRouteTCP makes Traefik crash it has no route at all, and the model says so', async () => {
  const box = Box.shared();
  await box.apply([...fine, deadly], { namespace });
  const traefik = await box.traefik({ config });
  try {
    await until('Traefik crashes', () =>
      traefik.logLines().some(({ message }) => message?.includes('kubernetes_tcp.go')) ? true : undefined,
    );
    const model = TrafficModel.from([...fine, deadly], { traefik: config });
    expect(routersOf(await traefik.rawdata())).toEqual([]);
    expect(routersOf(model.routes())).toEqual([]);
    expect(model.routes().dropped.map(({ reason }) => reason)).toEqual([expect.stringMatching(/crashes/)]);

    await box.delete([deadly], { namespace });
    await until('Traefik recovers', async () =>
      routersOf(await traefik.rawdata()).length > 0 ? true : undefined,
    );
    const without = TrafficModel.from(fine, { traefik: config }).routes();
    expect(routersOf(await traefik.rawdata())).toEqual(routersOf(without));
  } finally {
    await traefik.stop();
    await box.delete(fine, { namespace });
  }
}, 60_000);
