import { type Problem, problemAt } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { chartDefaults, readStaticConfiguration } from '../../traefik/model';
import { readVersion } from '../../traefik/version';
import { type TraefikInstance, withStaticDefaults } from '../environment';
import type { DeliveredEnvironment, Delivery, DeliveryFile, DeliveryInput } from './delivery';
import { traefikManifests } from './traefik-manifests';
import {
  type ChartPort,
  type ChartSettings,
  chartValues,
  chartValuesText,
  keepsCertificates,
} from './traefik-values';

/** Entry points of the official chart that are for the inside of a cluster alone. */
const inside: ReadonlySet<string> = new Set(['traefik', 'metrics']);

/**
 * Traefik itself, as `traefik` of an environment describes it: values for its official chart, and plain manifests. So what
 * routes are checked against is what runs.
 */
export function traefik({ environments }: DeliveryInput): Delivery {
  const files = new Map<string, DeliveryFile>();
  const problems: Problem[] = [];
  for (const environment of environments) {
    const settings = settingsOf(environment);
    const values = `${environment.name}/values.yaml`;
    files.set(values, {
      text: chartValuesText('values.yaml', chartValues(settings), `as ${environment.name} describes it`),
    });
    if (keepsCertificates(settings)) problems.push(withoutVolume(environment));
    else files.set(`${environment.name}/manifests.yaml`, { objects: manifestsOf(environment, settings) });
  }
  return { files, problems };
}

/** Certificates that Traefik gets by itself outlive its pods on a volume, which clusters have in many ways. */
function withoutVolume(environment: DeliveredEnvironment): Problem {
  const field = ['traefik', 'certificatesResolvers'];
  const location = environment.declared?.locate(field);
  return problemAt(
    { field, ...(location && { location }) },
    {
      rule: 'traefik-without-volume',
      message: `The Traefik of ${environment.name} gets certificates by itself, and has to keep them.`,
    },
  );
}

function manifestsOf({ declared }: DeliveredEnvironment, settings: ChartSettings): readonly ApiObjectData[] {
  const { namespace = 'traefik', version } = declared?.spec.traefik ?? {};
  return traefikManifests({ ...settings, namespace, version: readVersion(version).text });
}

function settingsOf({ declared }: DeliveredEnvironment): ChartSettings {
  // Where nothing is said of Traefik, routes are checked against what the chart runs by itself.
  const instance: TraefikInstance = withStaticDefaults(declared?.spec.traefik ?? chartDefaults);
  const { version, namespace: _, labels, exposedPorts = {}, ...configuration } = instance;
  const { entryPoints } = readStaticConfiguration(configuration, undefined, readVersion(version));
  const ports = Array.from(entryPoints.values(), (point): ChartPort => {
    const usual = point.usualPort ?? point.exposedPort ?? point.port;
    return {
      ...point,
      exposedPort: exposedPorts[point.name] ?? usual,
      isPublic: !inside.has(point.name),
      hasHttp3: instance.entryPoints?.[point.name]?.http3 !== undefined,
    };
  });
  return {
    configuration,
    ports,
    ...(version !== undefined && { version }),
    ...(labels && { labels }),
  };
}
