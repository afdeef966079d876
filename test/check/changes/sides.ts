import type { ApiObjectData, PlacedObject } from '../../../lib/core/manifest';
import { type DiffSide, type TrafficDiff, diffTraffic } from '../../../lib/check/changes';
import { TrafficModel } from '../../../lib/traefik/model';

/** A side made of plain objects, each at a line of its own. */
export function side(objects: readonly object[], file = 'to.yaml', traefik?: object): DiffSide {
  const placed = objects.map((object, index): PlacedObject => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tests write API objects
    return { object: object as ApiObjectData, locate: () => ({ file, line: index + 1, column: 1 }) };
  });
  const facts = traefik === undefined ? {} : { traefik: { configuration: traefik } };
  return { objects: placed, facts, model: TrafficModel.from(objects, { traefik }) };
}

/** What becomes otherwise of requests. */
export function diffOf(from: readonly object[], to: readonly object[]): TrafficDiff {
  return diffTraffic(side(from, 'from.yaml'), side(to));
}

/** The kinds of its changes with their first sets. */
export function summary({ verdict, changes, unknown }: TrafficDiff): readonly string[] {
  return [
    verdict,
    ...changes.map(({ kind, severity, requests: [set] }) => `${severity} ${kind} ${set?.rule}`),
    ...unknown.map(({ reason, requests: [set] }) => `unknown ${set?.rule}: ${reason}`),
  ];
}
