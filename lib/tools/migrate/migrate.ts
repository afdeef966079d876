import { stringifyYaml } from '../../core/yaml';
import { type ApiObjectData, type ReadObject, canonicalObject, objectsOf } from '../../core/manifest';
import { type DiffSide, type TrafficDiff, diffTraffic } from '../../check/changes';
import {
  type TrafficModel,
  builtOf,
  readStaticConfiguration,
  routeConfigurations,
  unreadOf,
} from '../../traefik/model';
import type { TraefikVersion } from '../../traefik/version';
import { type MigrationEntry, entriesOf } from './entries';
import {
  type StandIns,
  gatewayEntries,
  isOfGatewayApi,
  standInsFor,
  writeGatewayRoutes,
} from './from-gateway';
import { fileOf, namespaceOf, withoutPlace } from './read';
import { writeRoutes } from './routes';
import { Workshop } from './scene';
import { type Sides, missingClasses, sidesOf, withReferencesAcross } from './sides';

/** Objects with Ingresses or routes of the Gateway API among them, and the Traefik that reads them. */
export interface MigrationSource {
  readonly objects: readonly ReadObject[];
  /** Traefik's static configuration. @default entry points web and websecure, and the providers that the objects ask for */
  readonly traefik?: unknown;
  readonly version: TraefikVersion;
  /** What stands for objects that are only known to exist. @default none */
  readonly besides?: readonly ApiObjectData[];
  /** Makes a side of a comparison of objects behind a Traefik. */
  readonly sideOf: (objects: readonly ReadObject[], traefik: object) => DiffSide;
}

/** What Ingresses and routes of the Gateway API become. */
export interface Migration {
  readonly entries: readonly MigrationEntry[];
  /** Texts of manifests by the names of their files. */
  readonly files: ReadonlyMap<string, string>;
  /** What is made, in the order of the files. */
  readonly objects: readonly ApiObjectData[];
  readonly settings: Sides['settings'];
  /** The static configuration of the Traefik that reads them. */
  readonly traefik: object;
  /** Traffic to the objects as they are. */
  readonly before: DiffSide;
  /** What is among the objects besides, and what is taken to be there. */
  readonly others: readonly ReadObject[];
  /** What Traefik does otherwise with all requests. */
  readonly traffic: TrafficDiff;
}

/** What becomes of objects, before traffic is compared. */
export interface Translation extends Omit<Migration, 'traffic'> {
  /** The static configuration of the Traefik that reads the objects as they are. */
  readonly from: object;
  readonly made: readonly ReadObject[];
  readonly workshop: Workshop;
  /** IngressClasses that are taken to be there. */
  readonly classes: readonly ReadObject[];
}

/**
 * Makes IngressRoutes and what they need of Ingresses and of routes of the Gateway API, tells what becomes of each part, and
 * proves what of traffic changes.
 */
export function migrate(source: MigrationSource): Migration {
  const translation = translate(source);
  const { made, others, before, traefik } = translation;
  return { ...translation, traffic: diffTraffic(before, source.sideOf([...others, ...made], traefik)) };
}

/** Makes IngressRoutes and what they need of Ingresses and of routes of the Gateway API, and tells what becomes of each part. */
export function translate({ objects, traefik, version, besides = [], sideOf }: MigrationSource): Translation {
  const plain = objects.map(({ object }) => object);
  const { from, to, settings } = sidesOf(plain, traefik);
  const classes = missingClasses(plain).map(withoutPlace);
  const { entryPoints, file } = readStaticConfiguration(from, new Map(), version);
  const standIns = file.providers?.kubernetesGateway
    ? standInsFor(objects, [...entryPoints.values()])
    : noStandIns;
  const all = [...objects, ...classes, ...standIns.before, ...standIns.lasting];
  const everything = [...all.map(({ object }) => object), ...besides];
  const { ingresses: configurations, gateways: provided } = routeConfigurations(everything, from, version);
  const workshop = new Workshop(plain);
  const before = sideOf(all, from);
  const disabledBy =
    (provider: keyof typeof providerNames) =>
    (router: string): string | undefined =>
      disabledReason(before.model, router, providerNames[provider]);
  for (const { provider, configuration } of configurations) {
    writeRoutes({ objects: [...plain, ...besides], configuration, workshop, disabled: disabledBy(provider) });
  }
  const disabled = disabledBy('kubernetesGateway');
  const { model } = before;
  const told = provided
    ? writeGatewayRoutes({ given: objects, standIns, provided, workshop, disabled, model })
    : [];
  const ingresses = objects.filter(({ object }) => object.kind === 'Ingress');
  const files = filesOf(workshop);
  const made = [...files].flatMap(([name, text]) => objectsOf(text, name).objects);
  const others = [
    ...objects.filter(
      ({ object }) => object.kind !== 'Ingress' && !(provided !== undefined && isOfGatewayApi(object)),
    ),
    ...standIns.lasting,
  ];
  const written = made.map(({ object }) => object);
  const across = withReferencesAcross(to, written);
  const unreadReason = unreadReasons(model);
  const writtenFor = (object: ApiObjectData): string | undefined => {
    const file = fileOf(namespaceOf(object), object.metadata.name);
    return files.has(file) ? file : undefined;
  };
  return {
    entries: [
      ...entriesOf({
        ingresses,
        all: configurations,
        notes: workshop.notes.all,
        unreadReason,
        fileOf: writtenFor,
      }),
      ...gatewayEntries({
        objects,
        notes: told,
        dropped: provided?.dropped ?? [],
        unreadReason,
        fileOf: writtenFor,
      }),
    ],
    files,
    objects: written,
    made,
    workshop,
    classes,
    settings: [...settings, ...across.settings],
    from,
    traefik: across.to,
    before,
    others,
  };
}

const noStandIns: StandIns = { before: [], lasting: [], notes: [] };

/** What stands after the `@` in the names of what a provider makes. */
const providerNames = {
  kubernetesIngress: 'kubernetes',
  kubernetesIngressNGINX: 'kubernetesingressnginx',
  kubernetesGateway: 'kubernetesgateway',
} as const;

/** Why no router of a name runs: where it stands on entry points of several sorts it is there several times. */
function disabledReason(model: TrafficModel, name: string, provider: string): string | undefined {
  const wanted = `${name}@${provider}`;
  const states = [...builtOf(model).runtime.routers].filter(
    ([router]) => router === wanted || router.endsWith(`-${wanted}`),
  );
  if (states.some(([, { status }]) => status !== 'disabled')) return undefined;
  return states[0]?.[1].errors.join('; ');
}

/** Why objects of versions that Traefik does not know, or of a provider that is off, are read by none. */
function unreadReasons(model: TrafficModel): (object: ApiObjectData) => string | undefined {
  const unread = unreadOf(model);
  return ({ kind, apiVersion, metadata: { namespace = 'default', name } }) =>
    unread.find(
      ({ object: its }) =>
        its.kind === kind &&
        its.apiVersion === apiVersion &&
        its.namespace === namespace &&
        its.name === name,
    )?.reason;
}

/** One file for each Ingress, what routes need before them. */
function filesOf({ made }: Workshop): ReadonlyMap<string, string> {
  const files = new Map<string, ApiObjectData[]>();
  for (const { ingress, object } of made) {
    const file = fileOf(ingress.namespace, ingress.name);
    files.set(file, [...(files.get(file) ?? []), object]);
  }
  return new Map(
    [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([file, all]) => [file, textOf(all)]),
  );
}

const order = [
  'TLSStore',
  'TLSOption',
  'ServersTransport',
  'Middleware',
  'TraefikService',
  'IngressRoute',
  'IngressRouteTCP',
];

function textOf(objects: readonly ApiObjectData[]): string {
  const sorted = objects.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return stringifyYaml(sorted.map(canonicalObject));
}
