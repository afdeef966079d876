import { environmentValue } from '../layers';
import { type Outcome, type PlacedValue, carried } from '../outcome';
import type { Source } from '../source';
import { outcomesOfLabels } from './labels';
import { mapMiddlewares } from './middlewares';
import { mapOwnService } from './own-service';
import { type Note, isNote } from './piece';
import { mapRoutes } from './routes';
import { mapStatic } from './static';
import { sceneOf } from './scene';

/** What becomes of the labels of Traefik, and of Traefik's own service. */
export function* mapTraffic(source: Source): Iterable<Outcome> {
  const scene = sceneOf(source);
  if (!scene) return;
  const notes: Note[] = [];
  const values: PlacedValue[] = [];
  for (const piece of [...mapStatic(scene), ...mapRoutes(scene), ...mapMiddlewares(scene)]) {
    if (isNote(piece)) notes.push(piece);
    else values.push(piece);
  }
  const placed = values.map(({ to, value }) => carried([], to, value));
  yield* placed;
  const environment = environmentValue(placed);
  yield* outcomesOfLabels(scene.sets, notes, environment);
  yield* mapOwnService(source, environment);
}
