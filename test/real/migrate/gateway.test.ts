import type { ApiObjectData } from '../../../lib/core/manifest';
import { migratedObjectsToGateway } from '../../tools/migrate/sources';
import { type Disagreement, type Kit, runSets } from '../differential/differential';
import { generateObjects, standing } from '../differential/objects';
import type { Random } from '../differential/random';
import { hosts, request, rule } from '../differential/rules';
import { compareStatuses } from '../gateway/status';
import { Box } from '../support';
import { installGatewayApi } from '../support/gateway-crds';

const entryPoints = {
  web: { address: ':8000' },
  websecure: { address: ':8443', http: { tls: {} } },
  mixed: { address: ':8500' },
};

const kubernetesCRD = { allowCrossNamespace: true, allowExternalNameServices: true };

const traefik = { entryPoints, providers: { kubernetesCRD } };

/** How many HTTPRoutes were written. */
let written = 0;

function modestRule(random: Random): string {
  const host = random.pick(hosts);
  const path = random.pick(['Path(`/a`)', 'PathPrefix(`/a`)', 'PathPrefix(`/`)', 'PathRegexp(`b$`)']);
  const more = random.pick(['Method(`GET`)', 'Header(`X-Test`, `1`)', 'Query(`q`, `1`)']);
  return random.pick([
    `Host(\`${host}\`)`,
    `Host(\`${host}\`) && ${path}`,
    `Host(\`${host}\`) && (${path} || ${more})`,
    `${path} && ${more}`,
  ]);
}

/** IngressRoutes that lead to Services that are there, with Middlewares that may be there. */
function modestRoutes(random: Random): readonly ApiObjectData[] {
  return ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'].map((name) => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name, namespace: random.pick(['one', 'two']) },
    spec: {
      entryPoints: [random.pick(['web', 'mixed', 'websecure'])],
      routes: Array.from({ length: 1 + random.below(3) }, () => ({
        kind: 'Rule',
        match: random.chance(0.3) ? rule(random) : modestRule(random),
        services: [
          {
            name: random.pick(['plain', 'plain', 'other']),
            port: random.pick([80, 8080, 'http']),
            ...(random.chance(0.2) && { weight: 1 + random.below(3) }),
            ...(random.chance(0.2) && { passHostHeader: false }),
          },
          ...(random.chance(0.2) ? [{ name: 'plain', port: 81, namespace: 'two' }] : []),
        ],
        ...(random.chance(0.3) && { middlewares: [{ name: random.pick(['m0', 'm1']) }] }),
      })),
      ...(random.chance(0.5) && { tls: { secretName: 'cert' } }),
    },
  }));
}

/** What generated IngressRoutes become, with the objects beside them. */
function kitOf(): Kit {
  let before: readonly ApiObjectData[] = [];
  return {
    standing: (certificate) => [...(before = standing(certificate))],
    objects: (random) => {
      // Of what is generated for the provider of Traefik's own kinds most is refused: these routes are more modest.
      const others = generateObjects(random).filter(({ kind }) => !kind.startsWith('IngressRoute'));
      const generated = [...others, ...modestRoutes(random)];
      const read = [...before, ...generated].map((object) => ({
        object,
        file: 'x',
        locate: () => ({ file: 'x', line: 1, column: 1 }),
      }));
      const { objects } = migratedObjectsToGateway(read, traefik);
      written += objects.filter(({ kind }) => kind === 'HTTPRoute').length;
      return [...others, ...objects];
    },
    request,
    inspect: compareStatuses,
  };
}

describe('what IngressRoutes become of the Gateway API', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
    await installGatewayApi(box);
  }, 60_000);
  afterAll(() => box.stop());

  it('is taken by the API server, and does what the model says on a real Traefik', async () => {
    const config = {
      entryPoints,
      providers: { kubernetesCRD, kubernetesGateway: { throttleDuration: '50ms' } },
    };
    const seeds = Array.from({ length: 8 }, (_, index) => 9_000 + index);
    const tally = await runSets(box, { version: '3.7.13', config, kit: kitOf() }, seeds, 30);
    expect(written).toBeGreaterThan(20);
    expect(tally.rejectedObjects).toBe(0);
    expect(tally.disagreements.slice(0, 5).map(shown)).toEqual([]);
  }, 300_000);
});

function shown({ seed, request: asked, problems }: Disagreement): object {
  return { seed, request: asked, problems: problems.slice(0, 3) };
}
