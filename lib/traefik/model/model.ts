import type { ProviderConfiguration } from './dynamic/configuration';
import { explainRequest } from './explain/explain';
import { readRequestLine } from './explain/request-line';
import type { Explanation } from './explain/result';
import { makeCluster } from './provider/cluster';
import { provideCrd, providerName } from './provider/crd';
import { provideIngress, ingressProvider } from './provider/ingress';
import { internalProvider, provideInternal } from './provider/internal';
import { issuedSecrets } from './provider/issued';
import type { Drop } from './provider/result';
import type { RequestLine } from './rules';
import { type Built, buildRuntime } from './runtime/build';
import { type Routes, rawdata, withNumbers } from './runtime/rawdata';
import { readStaticConfiguration } from './static';

/** What a model needs to know besides the objects. */
export interface TrafficModelOptions {
  /**
   * Traefik's static configuration in Traefik's own words, as parsed YAML.
   *
   * @default what the official Helm chart 41 runs
   */
  readonly traefik?: unknown;

  /**
   * Ports at which clients reach entry points, where a Service or load balancer in front of Traefik maps them.
   *
   * @default the ports of the entry points' addresses; 80 and 443 for the official Helm chart's
   */
  readonly exposedPorts?: ReadonlyMap<string, number>;
}

/** What Traefik v3.7 does with a set of objects and a request, computed without a cluster. */
export class TrafficModel {
  private constructor(
    private readonly built: Built,
    private readonly dropped: readonly Drop[],
  ) {}

  /**
   * Reads objects (manifests, a cluster dump, what Helm renders) of any kind. The Secret of a cert-manager
   * Certificate is taken to be there once the Certificate is.
   */
  static from(objects: Iterable<unknown>, options: TrafficModelOptions = {}): TrafficModel {
    const statics = readStaticConfiguration(options.traefik, options.exposedPorts);
    const given = [...objects];
    const applied = makeCluster(given);
    const issued = issuedSecrets(applied);
    const cluster = issued.length === 0 ? applied : makeCluster([...given, ...issued]);
    const { kubernetesCRD, kubernetesIngress } = statics.file.providers ?? {};
    const configurations = new Map<string, ProviderConfiguration>([
      [internalProvider, provideInternal(statics)],
    ]);
    const dropped: Drop[] = [];
    // A static configuration that names no provider is one of which only the entry points were written down.
    if (kubernetesCRD || !kubernetesIngress) {
      const crd = provideCrd(cluster, kubernetesCRD ?? {});
      configurations.set(providerName, crd.configuration);
      dropped.push(...crd.dropped);
    }
    if (kubernetesIngress) {
      const ingress = provideIngress(cluster, kubernetesIngress, statics.file.core?.defaultRuleSyntax ?? '');
      configurations.set(ingressProvider, ingress.configuration);
      dropped.push(...ingress.dropped);
    }
    return new TrafficModel(buildRuntime(statics, configurations), dropped);
  }

  /**
   * What Traefik's /api/rawdata would print, and beside it what Traefik only logs. Priorities beyond the safe
   * integers, which Traefik's own routers have, are the numbers as which JSON.parse reads them.
   */
  routes(): Routes {
    return withNumbers(this.exactRoutes());
  }

  /** The same with such priorities as bigints, which `formatJson` prints digit by digit. */
  exactRoutes(): Routes {
    return rawdata(this.built, this.dropped);
  }

  /** What happens to a request. */
  explain(request: RequestLine): Explanation {
    return explainRequest(this.built, readRequestLine(request));
  }
}

/** Everything that runs in a model, as plain data. */
export function builtOf(model: TrafficModel): Built {
  return model['built'];
}

/** What Traefik leaves out of the objects of a model and only logs, for the rest of the program. */
export function dropsOf(model: TrafficModel): readonly Drop[] {
  return model['dropped'];
}
