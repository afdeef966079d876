import { TrafficModel } from '../../../lib/traefik/model';
import { traefikVersions } from '../parts/parts';
import { Box, type StaticConfig, type Traefik } from '../support';
import { runnable } from '../support/static-config';
import { settledRoutes } from './compare';
import { type Fixture, fixturesOf } from './fixture-files';

/*
 * The objects with which Traefik tests its own two Kubernetes providers, asked of the real Traefik and of the model, run
 * by hand: `npx tsx test/real/differential/fixtures.ts VERSION`. They are read from Traefik's module, and not kept here.
 */

const entryPoints = { foo: { address: ':8000' }, websecure: { address: ':8443', http: { tls: {} } } };

const providers = (isOpen: boolean): StaticConfig => ({
  entryPoints,
  providers: {
    kubernetesCRD: {
      allowCrossNamespace: isOpen,
      allowExternalNameServices: isOpen,
      allowEmptyServices: isOpen,
    },
    kubernetesIngress: {
      allowExternalNameServices: isOpen,
      allowEmptyServices: isOpen,
      throttleDuration: '50ms',
    },
  },
});

const folders = ['crd/fixtures', 'crd/fixtures/tcp', 'crd/fixtures/udp', 'ingress/fixtures'];

async function compared(
  box: Box,
  traefik: Traefik,
  config: StaticConfig,
  { objects }: Fixture,
): Promise<{ readonly rejected: readonly string[]; readonly problems: readonly string[] }> {
  const applied = await box.tryApply(objects, { namespace: 'default' });
  try {
    await traefik.settled();
    const model = TrafficModel.from(applied.accepted, {
      traefik: runnable(config, traefik.address, '/tmp'),
      traefikVersion: traefik.version,
    });
    const { problems } = await settledRoutes(traefik, model);
    return { rejected: applied.rejected.map(({ reason }) => reason), problems };
  } finally {
    // Nobody here ends what is in a namespace, so that one that is deleted takes nothing more, and is not made anew.
    const left = applied.accepted.filter(({ kind }) => kind !== 'Namespace');
    await box.delete(left, { namespace: 'default' });
  }
}

async function main(): Promise<void> {
  const version = traefikVersions.find((built) => built === process.argv[2]);
  if (!version) throw new Error(`Name a version that is built: ${traefikVersions.join(', ')}`);
  const fixtures = fixturesOf(version, folders);
  const box = await Box.start();
  try {
    for (const isOpen of [true, false]) {
      const config = providers(isOpen);
      const traefik = await box.traefik({ version, config });
      let equal = 0;
      const refused = new Set<string>();
      for (const fixture of fixtures) {
        const { rejected, problems } = await compared(box, traefik, config, fixture);
        if (problems.length === 0) equal++;
        for (const reason of rejected) refused.add(reason);
        if (problems.length > 0) console.log(`${fixture.name}\n${problems.join('\n')}`);
      }
      console.error(`${isOpen ? 'open' : 'closed'}: ${equal} of ${fixtures.length} are equal`);
      for (const reason of refused) console.error(`not taken by the API server: ${reason}`);
      await traefik.stop();
    }
  } finally {
    await box.stop();
  }
}

void main();
