import { TrafficModel } from '../../traefik/model';
import type { MapSide } from './data';
import { decodePlaces } from './places';

/** The model of what the page holds. */
export function openSide({ objects, places, traefik, traefikVersion, exposedPorts }: MapSide): TrafficModel {
  return TrafficModel.from(objects, {
    ...(traefik !== undefined && { traefik }),
    ...(traefikVersion !== undefined && { traefikVersion }),
    exposedPorts: new Map(exposedPorts),
    locate: decodePlaces(objects, places),
  });
}
