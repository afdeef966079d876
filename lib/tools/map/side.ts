import { type TrafficModel, inputOf } from '../../traefik/model';
import type { MapSide } from './data';
import { encodePlaces } from './places';
import { shownConfiguration } from './shown/configuration';
import { shownObjects } from './shown/objects';

/** What the page needs of a model to answer as it does. */
export function sideOf(model: TrafficModel): MapSide {
  const { objects, options } = inputOf(model);
  const shown = shownObjects(objects);
  return {
    objects: shown.map((each) => each.shown),
    places: encodePlaces(shown, options.locate ?? (() => undefined)),
    ...(options.traefik !== undefined && { traefik: shownConfiguration(options.traefik) }),
    ...(options.traefikVersion !== undefined && { traefikVersion: options.traefikVersion }),
    exposedPorts: [...(options.exposedPorts ?? [])],
  };
}
