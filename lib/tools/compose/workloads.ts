import type { ComposeModel, ComposeService } from '../../project/compose';
import { parseImage } from '../../constructs/workload';
import { composedSource } from '../../project/docker';
import type { Decided } from './decisions';
import { kubernetesName } from './names';
import type { OneShot } from './one-shots';
import { portsOf } from './ports';
import type { ProjectFiles } from './project-files';
import type { Workload } from './source';

/** The service that is Traefik itself, by its image. */
export function traefikService({ services }: ComposeModel): string | undefined {
  return Object.entries(services).find(([, { image }]) => isTraefik(image))?.[0];
}

function isTraefik(image: string | undefined): boolean {
  const repository = image === undefined ? undefined : parseImage(image)?.repository;
  return repository === 'traefik' || (repository?.endsWith('/traefik') ?? false);
}

/** What the services of a project become, but for Traefik's own. */
export function workloadsOf(
  project: ComposeModel,
  traefik: string | undefined,
  files: ProjectFiles,
  decided: Decided,
  oneShots: ReadonlyMap<string, OneShot>,
): ReadonlyMap<string, Workload> {
  const { assumedPorts } = composedSource(project);
  const services = Object.entries(project.services).filter(([compose]) => compose !== traefik);
  return new Map(
    services.map(([compose, spec]) => {
      const kind = isJob(compose, spec, project) ? 'job' : 'service';
      const name = kubernetesName(compose);
      const isRouted = traefik !== undefined || isLabelled(spec);
      const assumed = isRouted ? assumedPorts.get(compose) : undefined;
      const ports = kind === 'job' ? [] : portsOf(compose, project, files, assumed, decided('port', compose));
      const oneShot = kind === 'job' ? oneShots.get(compose) : undefined;
      const before = oneShot && beforeOf(compose, oneShot, project, decided);
      const parts = { ...(oneShot && { oneShot }), ...(before !== undefined && { before }) };
      return [compose, { compose, name, kind, spec, ports, ...parts }];
    }),
  );
}

/** The service in whose pods a one-shot runs, by its name on Kubernetes; undefined where it is a Job. */
function beforeOf(
  name: string,
  { before, usual }: OneShot,
  project: ComposeModel,
  decided: Decided,
): string | undefined {
  const waiting = project.services[before];
  if (!waiting || isJob(before, waiting, project)) return undefined;
  return (decided('one-shot', name) ?? usual) === 'init' ? kubernetesName(before) : undefined;
}

/** Whether a service runs to its end: it says so, others wait for that, or it is started once and nobody calls it. */
function isJob(name: string, spec: ComposeService, { services }: ComposeModel): boolean {
  if (spec.deploy?.mode?.endsWith('-job') === true) return true;
  const waits = Object.values(services).flatMap(({ depends_on: all = {} }) => all[name]?.condition ?? []);
  if (waits.includes('service_completed_successfully')) return true;
  const restart = spec.deploy?.restart_policy?.condition ?? spec.restart ?? '';
  if (!/^(?:no|none|on-failure)(?:$|:)/.test(restart) || waits.length > 0) return false;
  const isCalled = [spec.ports, spec.expose].some((all) => (all ?? []).length > 0);
  return !isCalled && !isLabelled(spec) && spec.healthcheck === undefined;
}

function isLabelled({ labels, deploy }: ComposeService): boolean {
  return Object.keys({ ...labels, ...deploy?.labels }).some((label) => label.startsWith('traefik.'));
}
