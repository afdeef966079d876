import { objectKey } from '../../../lib/core/manifest';
import type { DeclaredRelease } from '../../../lib/project/source';
import type { ReleaseStep } from '../../../lib/traefik/release';
import { declared, environmentText } from '../../check/release/support';
import { Stage, type StageOptions } from '../support';

/** The request that all routes of the released service take. */
export const open = 'GET http://a.example.com/';

/** A Traefik that has no services without endpoints, as its provider's default is, or has them, as that of its chart. */
const traefik = (allowEmptyServices: boolean): StageOptions['config'] => ({
  entryPoints: { web: { address: ':8000' }, tcp: { address: ':9000' } },
  providers: { kubernetesCRD: { allowEmptyServices } },
  metrics: { prometheus: {} },
});

/** A cluster at the first step of a release. */
export interface OpenedRelease {
  readonly stage: Stage;
  readonly cluster: Cluster;
  readonly found: DeclaredRelease;
}

/** Opens a stage at the first step of a release of the service `web`. */
export async function openRelease(
  release: string,
  routes?: string,
  {
    more,
    allowEmptyServices = false,
  }: { readonly more?: string; readonly allowEmptyServices?: boolean } = {},
): Promise<OpenedRelease> {
  const namespace = `release-${Math.random().toString(36).slice(2, 8)}`;
  const text = environmentText(release, routes, more).replace('namespace: shop', `namespace: ${namespace}`);
  const found = declared(text);
  const stage = await Stage.open({ config: traefik(allowEmptyServices), namespaces: [namespace] });
  const [first] = found.steps;
  if (!first) throw new Error('there are no steps');
  await stage.apply(first.objects, { backends });
  return { stage, cluster: new Cluster(stage, first), found };
}

/** Two servers behind each Service. */
const backends = { web: 2, 'web-canary': 2, 'web-primary': 2 };

/** The Service behind which an echo server stands. */
export function versionOf(backend: string | undefined): string | undefined {
  return backend?.split('.')[1];
}

/** A cluster that goes from step to step as a person does: apply, then delete what is left over. */
export class Cluster {
  constructor(
    private readonly stage: Stage,
    private step: ReleaseStep,
  ) {}

  async goTo(next: ReleaseStep): Promise<void> {
    const before = new Map(this.step.objects.map((object) => [objectKey(object), object]));
    const changed = next.objects.filter(
      (object) => JSON.stringify(before.get(objectKey(object))) !== JSON.stringify(object),
    );
    const kept = new Set(next.objects.map(objectKey));
    const gone = this.step.objects.filter((object) => !kept.has(objectKey(object)));
    if (changed.length > 0) await this.stage.apply(changed, { backends });
    if (gone.length > 0) await this.stage.delete(gone);
    this.step = next;
  }

  /** How often each version answers. */
  async answers(times: number): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const { body } of await this.stage.flood(open, times)) {
      const name = versionOf(String(JSON.parse(body.toString()).backend)) ?? '';
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }
}
