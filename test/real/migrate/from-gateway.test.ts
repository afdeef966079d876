import type { ApiObjectData } from '../../../lib/core/manifest';
import { migratedObjects } from '../../tools/migrate/sources';
import { type Disagreement, type Kit, runSets } from '../differential/differential';
import { gatewayKit } from '../gateway/kit';
import { generateGateways } from '../gateway/objects';
import { standingOfGateways } from '../gateway/standing';
import { Box } from '../support';

const entryPoints = {
  web: { address: ':8000' },
  websecure: { address: ':8443', http: { tls: {} } },
  mixed: { address: ':8500' },
  tcp: { address: ':7000' },
};

const traefik = {
  entryPoints,
  providers: { kubernetesCRD: {}, kubernetesGateway: { experimentalChannel: true } },
};

/** What generated Gateways and their routes become. */
function kitOf(): Kit {
  let standing: readonly ApiObjectData[] = [];
  const isOfGateways = ({ apiVersion }: ApiObjectData): boolean =>
    apiVersion.startsWith('gateway.networking.k8s.io/');
  return {
    standing: (certificate) => {
      standing = standingOfGateways(certificate);
      return standing.filter((object) => !isOfGateways(object));
    },
    objects: (random) => {
      const read = [...standing, ...generateGateways(random)].map((object) => ({
        object,
        file: 'x',
        locate: () => ({ file: 'x', line: 1, column: 1 }),
      }));
      return [...migratedObjects(read, traefik).objects];
    },
    request: gatewayKit.request,
  };
}

describe('what HTTPRoutes and Gateways become', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  it('is taken by the API server, and does what the model says on a real Traefik', async () => {
    const kubernetesCRD = {
      allowCrossNamespace: true,
      allowEmptyServices: true,
      allowExternalNameServices: true,
    };
    const config = { entryPoints, providers: { kubernetesCRD } };
    const seeds = Array.from({ length: 10 }, (_, index) => 8_000 + index);
    const tally = await runSets(box, { version: '3.7.13', config, kit: kitOf() }, seeds, 30);
    expect(tally.rejectedObjects).toBe(0);
    expect(tally.disagreements.slice(0, 5).map(shown)).toEqual([]);
  }, 300_000);
});

function shown({ seed, request, problems }: Disagreement): object {
  return { seed, request, problems: problems.slice(0, 3) };
}
