import type { FieldPath } from '../../core/finding';
import type { ProviderConfiguration } from './dynamic/configuration';
import { traceRequest } from './explain/explain';
import { withPriorities } from './explain/priorities';
import { readRequestLine } from './explain/request-line';
import type { Explanation, Trace } from './explain/result';
import {
  fixOf,
  type IdleAnnotation,
  idleAnnotations,
  isReadAsNginx,
  type Locate,
  objectOf,
  type ObjectReference,
  type Scene,
  type WrongAnnotations,
  servedCertificate,
  stepsOf,
  whyOf,
  wrongAnnotations,
} from './explain/why';
import { readVersion } from '../version';
import { makeCluster } from './provider/cluster';
import { provideCrd, providerName } from './provider/crd';
import { provideIngress, ingressProvider } from './provider/ingress';
import { nginxProvider, provideIngressNginx } from './provider/ingressnginx';
import { type GatewayStatuses, gatewayProvider, provideGateway } from './provider/gateway';
import { internalProvider, provideInternal } from './provider/internal';
import {
  dockerApiVersion,
  dockerOptions,
  dockerProviders,
  kindOfProvider,
  provideDocker,
  readContainer,
} from './provider/docker';
import { provideFile } from './provider/file';
import { issuedSecrets } from './provider/issued';
import { servedBy } from './provider/refused';
import { type Drop, withoutReadByOthers } from './provider/result';
import { type Unread, ignoredNotes, readsCrds, unreadObjects } from './provider/unread';
import { type ListedMiddleware, listMiddlewares } from './listing/middlewares';
import { type ListedRouter, listRouters } from './listing/routers';
import type { RequestLine } from './rules';
import { type Built, buildRuntime } from './runtime/build';
import { type Routes, printedPriority, rawdata, withNumbers } from './runtime/rawdata';
import { chartIngressClass, readStaticConfiguration } from './static';

/** What a model needs to know besides the objects. */
export interface TrafficModelOptions {
  /**
   * Traefik's static configuration in Traefik's own words, as parsed YAML.
   *
   * @default what the official Helm chart 41 runs
   */
  readonly traefik?: unknown;

  /**
   * The release of Traefik, for example `3.7.13`.
   *
   * @default the newest that is proven
   */
  readonly traefikVersion?: string;

  /**
   * Ports at which clients reach entry points, where a Service or load balancer in front of Traefik maps them.
   *
   * @default the ports of the entry points' addresses; 80 and 443 for the official Helm chart's
   */
  readonly exposedPorts?: ReadonlyMap<string, number>;

  /**
   * Where a field of one of the given objects was written.
   *
   * @default nobody knows
   */
  readonly locate?: Locate;
}

/** What Traefik v3.7 does with a set of objects and a request, computed without a cluster. */
export class TrafficModel {
  private constructor(
    private readonly scene: Scene,
    private readonly options: TrafficModelOptions,
  ) {}

  /**
   * Reads objects (manifests, a cluster dump, what Helm renders) of any kind. They are not copied: where one is changed, a
   * new model tells what Traefik does then. The Secret of a cert-manager Certificate is taken to be there once the
   * Certificate is.
   *
   * @throws ProblemError where Traefik does not start with the static configuration, VersionError where there is no
   * such version
   */
  static from(objects: Iterable<unknown>, options: TrafficModelOptions = {}): TrafficModel {
    const statics = readStaticConfiguration(
      options.traefik,
      options.exposedPorts,
      readVersion(options.traefikVersion),
    );
    // The chart brings its class along; one of that name among the objects counts instead.
    const given = [...(options.traefik === undefined ? [chartIngressClass] : []), ...objects];
    const applied = makeCluster(given);
    const issued = issuedSecrets(applied);
    const cluster = issued.length === 0 ? applied : makeCluster([...given, ...issued]);
    const served = servedBy(cluster);
    const { kubernetesCRD, kubernetesIngress, kubernetesIngressNGINX, kubernetesGateway } =
      statics.file.providers ?? {};
    const configurations = new Map<string, ProviderConfiguration>([
      [internalProvider, provideInternal(statics)],
    ]);
    const dropped: Drop[] = [];
    if (readsCrds(statics)) {
      const crd = provideCrd(served, kubernetesCRD ?? {}, statics.version);
      configurations.set(providerName, crd.configuration);
      dropped.push(...crd.dropped);
    }
    if (kubernetesIngress) {
      const ingress = provideIngress(served, kubernetesIngress, statics);
      configurations.set(ingressProvider, ingress.configuration);
      dropped.push(...ingress.dropped);
    }
    if (kubernetesIngressNGINX) {
      const nginx = provideIngressNginx(served, kubernetesIngressNGINX, statics);
      configurations.set(nginxProvider, nginx.configuration);
      dropped.push(...nginx.dropped);
    }
    const gateways = kubernetesGateway && provideGateway(served, kubernetesGateway, statics);
    if (gateways) {
      configurations.set(gatewayProvider, gateways.configuration);
      dropped.push(...gateways.dropped);
    }
    for (const provider of dockerProviders) {
      const options = dockerOptions(statics, cluster, provider);
      if (!options) continue;
      const docker = provideDocker(cluster, provider, options);
      configurations.set(provider, docker.configuration);
      dropped.push(...docker.dropped);
    }
    if (statics.file.providers?.file) {
      const files = provideFile(cluster);
      configurations.set('file', files.configuration);
      dropped.push(...files.dropped);
    }
    const scene: Scene = {
      built: buildRuntime(statics, configurations),
      cluster,
      dropped: withoutReadByOthers(dropped, statics),
      unread: unreadObjects(cluster, statics),
      ...(gateways && { gateways: gateways.statuses }),
      locate: options.locate ?? (() => undefined),
    };
    return new TrafficModel(scene, options);
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
    return rawdata(this.scene);
  }

  /** Names of the entry points. */
  entryPoints(): readonly string[] {
    return [...this.scene.built.runtime.statics.entryPoints.keys()];
  }

  /** All routers with the objects that make them, as a table shows them. */
  listedRouters(): readonly ListedRouter[] {
    return listRouters(this.scene);
  }

  /** The middlewares that working routers of objects use, those in chains too. */
  listedMiddlewares(): readonly ListedMiddleware[] {
    return listMiddlewares(this.scene);
  }

  /** What happens to a request, and why; priorities beyond the safe integers are the numbers next to them. */
  explain(request: RequestLine): Explanation {
    return withPriorities(this.exactExplanation(request), Number);
  }

  /** The same with such priorities as bigints, which `formatJson` prints digit by digit. */
  exactExplanation(request: RequestLine): Explanation {
    return explanationOf(this, request, this.trace(request));
  }

  /** What happens to a request alone: for who asks about very many and not for reasons. */
  trace(request: RequestLine): Trace {
    return traceRequest(this.scene.built, readRequestLine(request));
  }
}

/** What happens to a request, and the objects on its way. */
export type TraceWithSteps = Trace & Pick<Explanation, 'steps'>;

/** A trace of a model with the objects on its way: for who asks about very many requests and where they lead. */
export function withSteps(model: TrafficModel, trace: Trace): TraceWithSteps {
  return { ...trace, steps: stepsOf(model['scene'], trace) };
}

/** What `exactExplanation` tells of a request that was traced already. */
export function explanationOf(model: TrafficModel, request: RequestLine, trace: Trace): Explanation {
  const scene = model['scene'];
  const line = readRequestLine(request);
  const certificate = servedCertificate(scene, line, trace) ?? null;
  const tls = trace.tls && { ...trace.tls, certificate };
  const notes = [...trace.notes, ...ignoredNotes(scene.unread, scene.dropped)];
  return withPriorities({ ...trace, notes, tls, ...whyOf(scene, line, trace) }, printedPriority);
}

/** Everything that runs in a model, as plain data. */
export function builtOf(model: TrafficModel): Built {
  return model['scene'].built;
}

/** The objects of a kind of Traefik's, or of Services, that a model was made of. */
export function namesOfKind(
  model: TrafficModel,
  kind: string,
): readonly { readonly namespace: string; readonly name: string }[] {
  return model['scene'].cluster.list(kind === 'Service' ? 'v1' : 'traefik.io/v1alpha1', kind);
}

/** What requests can reach, as `explain` names it: Services, and what containers are of. */
export function reachableNames(model: TrafficModel): readonly string[] {
  const { cluster } = model['scene'];
  const services = namesOfKind(model, 'Service').map(({ namespace, name }) => `${namespace}/${name}`);
  const containers = Object.values(kindOfProvider).flatMap((kind) => cluster.list(dockerApiVersion, kind));
  return [...services, ...containers.map((object) => readContainer(object).backend)];
}

/** What Traefik leaves out of the objects of a model and only logs, for the rest of the program. */
export function dropsOf(model: TrafficModel): readonly Drop[] {
  return model['scene'].dropped;
}

/** The annotations of an object, by their keys, that say nothing to the Traefik of a model where they stand. */
export function idleAnnotationsOf(
  model: TrafficModel,
  reference: ObjectReference,
  keys: readonly string[],
): readonly IdleAnnotation[] {
  return idleAnnotations(reference.kind, keys, () => isReadAsNginx(model['scene'], reference));
}

/** What is wrong with the annotations of an Ingress or a Service for kubernetesIngress; undefined where it does not read them. */
export function wrongAnnotationsOf(
  model: TrafficModel,
  reference: ObjectReference,
): WrongAnnotations | undefined {
  return wrongAnnotations(model['scene'], reference);
}

/** What Traefik writes into the status of objects of the Gateway API; undefined where it does not read them. */
export function gatewayStatusesOf(model: TrafficModel): GatewayStatuses | undefined {
  return model['scene'].gateways;
}

/** Objects of a model that no provider of its Traefik reads. */
export function unreadOf(model: TrafficModel): readonly Unread[] {
  return model['scene'].unread;
}

/** What to write in an object where the reason for which Traefik leaves it out tells what was meant. */
export function remedyOf(
  model: TrafficModel,
  reference: ObjectReference,
  path: FieldPath,
  reason: string,
): string | undefined {
  const scene = model['scene'];
  const object = objectOf(scene, reference);
  return object && fixOf(scene, object, path, reason);
}

/** What a model was made of, with the Secrets that controllers will add: another one made of it gives the same answers. */
export function inputOf(model: TrafficModel): {
  readonly objects: readonly unknown[];
  readonly options: TrafficModelOptions;
} {
  return { objects: model['scene'].cluster.all().map(({ value }) => value), options: model['options'] };
}
