import { composedSource } from '../../../project/docker';
import { environmentValue } from '../layers';
import { type Outcome, type PlacedValue, carried, changed, lost } from '../outcome';
import { isTraefikLabel } from '../services/labels';
import type { Source } from '../source';
import { resolversOfEntryPoints } from './certificates';
import { outcomesOfFiles, outcomesOfLabels } from './labels';
import { mapMiddlewares } from './middlewares';
import { mapOwnService } from './own-service';
import { notesBy } from './notes';
import { type Note, isNote } from './piece';
import { mapRoutes } from './routes';
import { mapStatic } from './static';
import { type Scene, sceneOf } from './scene';
import { mapTls } from './transports';

/** What becomes of the labels of Traefik, and of Traefik's own service. */
export function* mapTraffic(source: Source): Iterable<Outcome> {
  const scene = sceneOf(source);
  if (!scene) {
    yield* unread(source);
    return;
  }
  const notes: Note[] = [];
  const values: PlacedValue[] = [];
  const pieces = [mapStatic(scene), mapRoutes(scene), mapMiddlewares(scene), mapTls(scene)];
  for (const piece of pieces.flatMap((part) => [...part])) {
    if (isNote(piece)) notes.push(piece);
    else values.push(piece);
  }
  const placed = values.map(({ to, value, isTemplate = false }) => carried([], to, value, { isTemplate }));
  yield* placed;
  const environment = environmentValue(placed);
  const noted = notesBy(notes);
  yield* outcomesOfLabels(scene.sets, noted, environment);
  yield* outcomesOfFiles(scene.files, noted, environment);
  yield* mapOwnService(source, environment, scene);
  yield* resolversOfEntryPoints(scene);
  yield* exposedUnasked(scene);
  yield* chosenByChance(scene);
}

/** Routed services of whose networks Docker's provider takes one by chance: none is named, or one that they are not on. */
function* chosenByChance({ source, sets }: Scene): Iterable<Outcome> {
  const { services, networks } = source.project;
  for (const { compose, said, network } of sets) {
    const spec = services[compose];
    const joined = Object.keys(spec?.networks ?? {}).map((name) => networks[name]?.name ?? name);
    if (said === undefined || spec?.network_mode !== undefined || joined.length < 2) continue;
    if (network !== undefined && joined.includes(network)) continue;
    const why =
      network === undefined
        ? 'nothing says over which of them Traefik reaches it'
        : `not on ${network}, over which Traefik is told to reach it`;
    yield changed('CM546', ['services', compose], {
      message: `${compose} is on the networks ${joined.join(', ')}, and ${why}.`,
    });
  }
}

/** Services without a label of Traefik's, to which there is a route all the same. */
function* exposedUnasked({ source, configured, disabled, nameOf }: Scene): Iterable<Outcome> {
  for (const { provider, configuration } of configured) {
    for (const [written, { isDefaultRule, rule, service }] of configuration.routers) {
      const [server] = configuration.services.get(service)?.loadBalancer?.servers ?? [];
      const workload = source.workloads.get(server?.backend?.service.split('/')[1] ?? '');
      if (isDefaultRule !== true || !workload || disabled('http', written, provider) !== undefined) continue;
      const { labels, deploy } = workload.spec;
      if (Object.keys({ ...labels, ...deploy?.labels }).some(isTraefikLabel)) continue;
      yield changed('CM522', ['services', workload.compose], {
        to: ['routes', 'http', nameOf('routers', written, provider)],
        message: `Traefik routes ${rule} to ${workload.compose} though no label asks for it.`,
      });
    }
  }
}

/** What Traefik makes of labels is not known: its configuration is not. */
function* unread(source: Source): Iterable<Outcome> {
  const { project, traefik } = source;
  if (traefik === undefined) return;
  const problem = composedSource(project).problems.find(({ severity }) => severity === 'error');
  for (const [name, { labels, deploy }] of Object.entries(project.services)) {
    const sets = [
      { at: ['services', name, 'labels'], labels: labels ?? {} },
      { at: ['services', name, 'deploy', 'labels'], labels: deploy?.labels ?? {} },
    ];
    for (const set of sets) {
      for (const label of Object.keys(set.labels).filter(isTraefikLabel))
        yield lost('CM540', [...set.at, label], { ...(problem && { message: problem.message }) });
    }
  }
  yield* mapOwnService(source, {});
}
