import { TrafficModel } from '../../../lib/traefik/model';
import { settledRoutes } from '../differential/compare';
import { type Fixture, fixturesOf } from '../differential/fixture-files';
import { Box, type StaticConfig, type Traefik } from '../support';
import { installGatewayApi } from '../support/gateway-crds';
import { runnable } from '../support/static-config';
import { compareStatuses } from './status';

const version = '3.7.13';

const folders = ['.', 'httproute', 'grpcroute', 'tcproute', 'tlsroute', 'mixed', 'referencegrant'].map(
  (folder) => `gateway/fixtures/${folder}`.replace(/\/\.$/, ''),
);

const config: StaticConfig = {
  entryPoints: {
    web: { address: ':80' },
    websecure: { address: ':443' },
    tcp: { address: ':9000' },
    other: { address: ':10000' },
  },
  providers: { kubernetesGateway: { throttleDuration: '50ms', experimentalChannel: true } },
};

describe('the objects with which Traefik tests its provider kubernetesGateway', () => {
  let box: Box;
  let traefik: Traefik;
  beforeAll(async () => {
    box = await Box.start();
    await installGatewayApi(box);
    traefik = await box.traefik({ version, config });
  }, 90_000);
  afterAll(() => box.stop());

  it('make of the model what they make of the real Traefik, with the same conditions', async () => {
    const fixtures = fixturesOf(version, folders);
    const problems: string[] = [];
    for (const fixture of fixtures) problems.push(...(await compare(box, traefik, fixture)));
    expect(problems.slice(0, 5)).toEqual([]);
    expect(fixtures.length).toBeGreaterThan(90);
  }, 300_000);
});

async function compare(box: Box, traefik: Traefik, { name, objects }: Fixture): Promise<readonly string[]> {
  const applied = await box.tryApply(objects, { namespace: 'default' });
  try {
    const model = TrafficModel.from(applied.accepted, {
      traefik: runnable(config, traefik.address, '/tmp'),
      traefikVersion: traefik.version,
    });
    const { problems } = await settledRoutes(traefik, model);
    const statuses = await compareStatuses(box, model, applied.accepted);
    return [...problems, ...statuses].map((problem) => `${name}: ${problem}`);
  } finally {
    // Nobody here ends what is in a namespace, so that one that is deleted takes nothing more, and is not made anew.
    const left = applied.accepted.filter(({ kind }) => kind !== 'Namespace');
    await box.delete(left, { namespace: 'default' });
  }
}
