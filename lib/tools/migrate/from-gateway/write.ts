import type { ReadObject } from '../../../core/manifest';
import { type RouteConfigurations, type TrafficModel, builtOf } from '../../../traefik/model';
import { Notes } from '../note';
import type { Scene, Workshop } from '../scene';
import { Certificates } from './certificates';
import { type Placed, matchesOfRule } from './order';
import { writeHttpRoutes } from './routes';
import type { GatewayNote, GatewayRoutes } from './scene';
import type { StandIns } from './stand-ins';
import { writeStreamRoutes } from './streams';

/** What routes of the Gateway API are made IngressRoutes of. */
export interface GatewaySource {
  readonly given: readonly ReadObject[];
  readonly standIns: StandIns;
  /** What the provider makes of them. */
  readonly provided: NonNullable<RouteConfigurations['gateways']>;
  readonly workshop: Workshop;
  readonly disabled: Scene['disabled'];
  /** The Traefik that reads them. */
  readonly model: TrafficModel;
}

/** Writes IngressRoutes, and what they need, of routes of the Gateway API. Gives what is told of them. */
export function writeGatewayRoutes(source: GatewaySource): readonly GatewayNote[] {
  const { given, standIns, provided, workshop, disabled, model } = source;
  const scene: GatewayRoutes = {
    given,
    objects: [...given, ...standIns.before, ...standIns.lasting].map(({ object }) => object),
    configuration: provided.configuration,
    workshop,
    disabled,
    notes: new Notes(),
  };
  for (const note of standIns.notes) scene.notes.add(note);
  const { runtime } = builtOf(model);
  const entryPoints = [...runtime.statics.entryPoints.values()];
  const certificates = new Certificates(
    scene,
    (port) => entryPoints.find((entryPoint) => entryPoint.port === port)?.name,
  );
  const isOther = (name: string): boolean => !name.endsWith('@kubernetesgateway');
  const others = [...runtime.routers].flatMap(([name, { config, status, priority }]): readonly Placed[] => {
    if (!isOther(name) || status === 'disabled') return [];
    const number = Number(priority);
    return [
      {
        entryPoints: config.entryPoints,
        isTls: config.tls !== undefined,
        number,
        usual: number,
        matches: matchesOfRule(config.rule, config.ruleSyntax),
      },
    ];
  });
  const streams = [...runtime.tcpRouters].flatMap(
    ([name, { config, status, priority }]): readonly Placed[] => {
      if (!isOther(name) || status === 'disabled') return [];
      const number = Number(priority);
      const { entryPoints: its, tls } = config;
      return [{ entryPoints: its, isTls: tls !== undefined, number, usual: number, matches: undefined }];
    },
  );
  writeHttpRoutes(scene, certificates, others);
  writeStreamRoutes(scene, certificates, streams);
  certificates.writeStore();
  return scene.notes.all;
}
