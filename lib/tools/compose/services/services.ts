import { type Outcome, carried, lost } from '../outcome';
import { type ServiceSource, type Source, type Workload, placeOf } from '../source';
import { withoutHealthcheck } from './health';
import { mapInitContainer } from './init-container';
import { serviceKeys } from './keys';
import { allPorts } from './ports';
import { resources } from './scale';
import { unsaidUser } from './security';

/** What becomes of the services of a project, Traefik's own excepted. */
export function* mapServices(source: Source): Iterable<Outcome> {
  const all = [...source.workloads.values()];
  yield* defaults(new Set(all.filter(({ before }) => before === undefined).map(({ kind }) => kind)));
  for (const workload of all) {
    const own = serviceSource(source, workload);
    yield* workload.before === undefined ? mapService(own) : mapInitContainer(own);
  }
  for (const name of Object.keys(source.project.disabledServices)) {
    yield lost('CM002', ['services', name], { isWhole: true, message: `No active profile enables ${name}.` });
  }
}

function serviceSource(source: Source, workload: Workload): ServiceSource {
  const place = placeOf(workload);
  return {
    ...source,
    workload,
    spec: workload.spec,
    at: (...path) => ['services', workload.compose, ...path],
    to: (...path) => [...place, ...path],
  };
}

function* mapService(source: ServiceSource): Iterable<Outcome> {
  for (const [key, { map }] of Object.entries(serviceKeys)) {
    if (Object.hasOwn(source.spec, key)) yield* map(source);
  }
  yield* allPorts(source);
  yield* withoutHealthcheck(source);
  yield* unsaidUser(source);
  yield* resources(source);
}

/** What Compose takes for granted, and Go services of this library do otherwise. */
function* defaults(kinds: ReadonlySet<Workload['kind']>): Iterable<Outcome> {
  if (kinds.size === 0) return;
  const pods = {
    runtime: 'other',
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: false } },
    securityContext: { readOnlyRootFilesystem: false },
    writable: { '/tmp': false },
  };
  yield carried([], ['defaults', 'pods'], pods);
  const probes = { startup: false, liveness: false, readiness: false };
  if (kinds.has('service')) yield carried([], ['defaults', 'services'], { replicas: 1, probes });
  // What a program needs may start later than it: tries go on for ten minutes.
  if (kinds.has('job'))
    yield carried([], ['defaults', 'jobs'], { activeDeadlineSeconds: false, backoffLimit: 6 });
}
