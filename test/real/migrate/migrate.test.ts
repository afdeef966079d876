import { migratedObjects } from '../../tools/migrate/sources';
import { type Disagreement, type Kit, runSets } from '../differential/differential';
import { generateIngresses, standingOfNginx } from '../ingressnginx/objects';
import { nginxKit } from '../ingressnginx/kit';
import { Box } from '../support';
import type { ApiObjectData } from '../../../lib/core/manifest';

const entryPoints = {
  web: { address: ':8000' },
  websecure: { address: ':8443', http: { tls: {} } },
  mixed: { address: ':8500' },
};

const traefik = {
  entryPoints,
  providers: { kubernetesIngressNGINX: { globalAllowedResponseHeaders: ['X-Out'] } },
};

/** What generated Ingresses become. */
function kitOf(): Kit {
  let standing: readonly ApiObjectData[] = [];
  return {
    ...nginxKit,
    standing: (certificate) => [...(standing = standingOfNginx(certificate))],
    objects: (random) => {
      const objects = [...standing, ...generateIngresses(random)];
      const read = objects.map((object) => ({
        object,
        file: 'x',
        locate: () => ({ file: 'x', line: 1, column: 1 }),
      }));
      return [...migratedObjects(read, traefik).objects];
    },
  };
}

describe('what Ingresses become', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  it('is taken by the API server, and does what the model says on a real Traefik', async () => {
    const config = { entryPoints, providers: { kubernetesCRD: { allowExternalNameServices: true } } };
    const seeds = Array.from({ length: 10 }, (_, index) => 7_000 + index);
    const tally = await runSets(box, { version: '3.7.13', config, kit: kitOf() }, seeds, 30);
    expect(tally.rejectedObjects).toBe(0);
    expect(tally.disagreements.slice(0, 5).map(shown)).toEqual([]);
  }, 300_000);
});

function shown({ seed, request, problems }: Disagreement): object {
  return { seed, request, problems: problems.slice(0, 3) };
}
