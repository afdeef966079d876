import { isEqual } from '../../../core/base';
import type { ComposeService } from '../../../project/compose';
import { chartPorts, chartValuesText, persistentFolder } from '../../../project/delivery';
import type { Source } from '../source';
import { outsideServers } from './backends';
import { isPublic } from './exposure';
import { additionalArguments, flagVariables } from './flags';
import { type Scene, sceneOf } from './scene';
import { exposedPorts, listeningPort } from './static';

type Plain = Readonly<Record<string, unknown>>;

/** The entry point of Traefik's own API. */
const internalEntryPoint = 'traefik';

/**
 * Values for Traefik's official Helm chart, by file: the Traefik that the environments describe, as the project's own
 * container was. One file where all environments have the same.
 */
export function trafficFiles(sources: readonly Source[]): Readonly<Record<string, string>> {
  const all = sources.flatMap((source) => {
    const scene = sceneOf(source);
    return scene && source.traefik !== undefined ? [{ source, values: valuesOf(scene, source.traefik) }] : [];
  });
  const [first] = all;
  if (!first) return {};
  if (all.every(({ values }) => isEqual(values, first.values)))
    return { 'traefik-values.yaml': textOf('traefik-values.yaml', first.values) };
  return Object.fromEntries(
    all.map(({ source, values }) => {
      const file = `traefik-values.${source.environment}.yaml`;
      return [file, textOf(file, values)];
    }),
  );
}

function textOf(file: string, values: Plain): string {
  return chartValuesText(file, values, "made of the project's own Traefik container");
}

function valuesOf(scene: Scene, name: string): Plain {
  const service = scene.source.project.services[name] ?? {};
  const tag = /:(v3\.\d+(?:\.\d+)?)$/.exec(service.image ?? '')?.[1];
  const env = [...environmentOf(service), ...flagVariables(scene.configuration).map(fromSecret)];
  const external = outsideServers(scene.configured).length > 0;
  return {
    ...(tag !== undefined && { image: { tag } }),
    ports: portsOf(scene),
    providers: {
      kubernetesCRD: { allowEmptyServices: true, ...(external && { allowExternalNameServices: true }) },
    },
    ...persistenceOf(scene),
    ...(env.length > 0 && { env }),
    additionalArguments: additionalArguments(scene),
  };
}

function portsOf(scene: Scene): Plain {
  const exposed = exposedPorts(scene);
  const points = Array.from(scene.statics.entryPoints.values(), (entryPoint) => ({
    ...entryPoint,
    port: listeningPort(entryPoint.port),
    exposedPort: exposed.get(entryPoint.name) ?? entryPoint.port,
    // Who reaches Traefik's own API reads its whole configuration.
    isPublic: isPublic(scene, entryPoint) && entryPoint.name !== internalEntryPoint,
  }));
  return chartPorts(points);
}

/** What certificate resolvers keep has to outlive pods. */
function persistenceOf({ statics }: Scene): Plain {
  const resolvers = [...(statics.file.certificatesResolvers?.values() ?? [])];
  if (resolvers.every(({ acme }) => acme === undefined)) return {};
  return { persistence: { enabled: true, path: persistentFolder } };
}

/** Variables of Traefik's own program, as credentials for DNS; what looks secret comes from a Secret. */
function environmentOf({ environment = {} }: ComposeService): readonly Plain[] {
  return Object.keys(environment)
    .filter((name) => !name.startsWith('TRAEFIK_'))
    .map(fromSecret);
}

function fromSecret(name: string): Plain {
  return { name, valueFrom: { secretKeyRef: { name: variablesSecret, key: name } } };
}

/** The Secret with the variables of Traefik's container, in Traefik's namespace. */
export const variablesSecret = 'traefik-variables';
