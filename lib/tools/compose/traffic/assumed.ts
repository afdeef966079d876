import { isPlainMap } from '../../../core/base';
import type { ReadObject } from '../../../core/manifest';
import { type ComposedProvider, fileKind } from '../../../traefik/model';
import { isElsewhere } from './references';
import type { Scene } from './scene';
import { missingMiddlewares } from './static';
import { under } from './under';

/**
 * Middlewares of other projects and of files that are not read, which environments say to exist (CM513). A proof takes
 * them to exist on both sides, and to let requests pass.
 */
interface Assumed {
  readonly protocol: 'http' | 'tcp';
  readonly name: string;
  readonly provider: string;
}

/** Middlewares that let every request pass, as far as a request by itself shows. */
const passing = { http: { buffering: { maxRequestBodyBytes: 0 } }, tcp: { inFlightConn: { amount: 1 } } };

const references = /^traefik\.(http|tcp)\.(?:routers\.[^.]+|middlewares\.[^.]+\.chain)\.middlewares$/i;

function assumedBy(scene: Scene, labels: Labels, from: ComposedProvider): readonly Assumed[] {
  return Object.entries(labels).flatMap(([label, value]): Assumed[] => {
    const protocol = references.exec(label)?.[1]?.toLowerCase();
    if (protocol !== 'http' && protocol !== 'tcp') return [];
    const kind = protocol === 'http' ? 'middlewares' : 'tcpMiddlewares';
    return value
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '' && isElsewhere(scene, kind, each, from))
      .map((each) => assumedAs(protocol, each, from));
  });
}

function assumedAs(protocol: Assumed['protocol'], reference: string, from: ComposedProvider): Assumed {
  const [name = '', provider = from] = reference.split('@');
  return { protocol, name, provider };
}

type Labels = Readonly<Record<string, string>>;

/** Labels of a container with those besides that make what it takes from other containers of its provider. */
export function withAssumed(scene: Scene, labels: Labels, from: ComposedProvider): Labels {
  const own = assumedBy(scene, labels, from).filter(({ provider }) => provider === from);
  const made = own.map(({ protocol, name }) =>
    protocol === 'http'
      ? [`traefik.http.middlewares.${name}.buffering.maxrequestbodybytes`, '0']
      : [`traefik.tcp.middlewares.${name}.inflightconn.amount`, '1'],
  );
  return { ...labels, ...Object.fromEntries(made) };
}

/** The provider that reads an object of a project. */
export function providerOf({ object: { kind } }: ReadObject): ComposedProvider {
  return kind === fileKind ? 'file' : kind === 'Task' ? 'swarm' : 'docker';
}

/** A file with the middlewares that labels and entry points take from files that are not read; none where they take none. */
export function assumedFile(scene: Scene): ReadObject | undefined {
  const { objects } = scene.composed;
  const [first] = objects;
  if (!first) return undefined;
  const ofLabels = objects.flatMap((read) =>
    assumedBy(scene, read.object.metadata.labels ?? {}, providerOf(read)),
  );
  const ofEntryPoints = [...scene.statics.entryPoints.values()].flatMap(({ file }) =>
    missingMiddlewares(scene, file.http?.middlewares ?? []).map((each) => assumedAs('http', each, 'docker')),
  );
  const wanted = [...ofLabels, ...ofEntryPoints].filter(({ provider }) => provider === 'file');
  if (wanted.length === 0) return undefined;
  // In a file, a section without content is a mistake.
  const sections = Object.entries(passing).flatMap(([protocol, middleware]): [string, object][] => {
    const names = wanted.filter((each) => each.protocol === protocol).map(({ name }) => name);
    if (names.length === 0) return [];
    return [[protocol, { middlewares: Object.fromEntries(names.map((name) => [name, middleware])) }]];
  });
  const spec = Object.fromEntries(sections);
  const metadata = { namespace: scene.source.namespace, name: 'assumed' };
  return { ...first, object: { apiVersion: first.object.apiVersion, kind: fileKind, metadata, spec } };
}

/** A static configuration in which the file provider is on. */
export function withFiles(configuration: object): object {
  const providers = under(configuration, 'providers');
  if (under(providers, 'file') !== undefined) return configuration;
  const others = Object.entries(configuration).filter(([key]) => key.toLowerCase() !== 'providers');
  return {
    ...Object.fromEntries(others),
    providers: { ...(isPlainMap(providers) && providers), file: { directory: '/assumed' } },
  };
}
