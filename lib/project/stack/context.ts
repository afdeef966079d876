import { type FieldPath, type Finding, type Problem, ProblemError, hasErrors } from '../../core/finding';
import { isPlainMap } from '../../core/base';
import { isApiObject } from '../../core/manifest';
import { parseYaml, stringifyYamlValue } from '../../core/yaml';
import { type ClusterFacts, type KnownObject, type TraefikFacts, secretPaths } from '../../check/cluster';
import type * as Claims from '../../check/claims';
import { isVersion } from '../../traefik/version';
import { traefikFacts } from './environment/cluster-facts';

/**
 * Name of the file in which the folder of a deployment scope says what its manifests do not: the Traefik in front of
 * them, and what the cluster has besides. It has no extension that kubectl reads, so that `kubectl apply -f` passes
 * over it.
 */
export const contextName = '.cdk8s-traefik-context';

const heading =
  '# What the manifests of this folder are applied to. `cdk8s-traefik … -f` reads it; kubectl passes over it.\n';

/** The text of a context file where nothing is known: it marks the folder. */
export const emptyContext = `${heading}{}\n`;

/** What is known of a cluster, as the text of a context file; undefined where that is nothing. */
export function contextText({
  traefik,
  existing = [],
  claims = [],
  policies = [],
}: ClusterFacts): string | undefined {
  if (!traefik && existing.length + claims.length + policies.length === 0) return undefined;
  const text = stringifyYamlValue({
    ...(traefik && { traefik: plainTraefik(traefik) }),
    ...(existing.length > 0 && { existing: existing.map(plainObject) }),
    ...(claims.length > 0 && { claims: claims.map(({ claim }) => claim) }),
    ...(policies.length > 0 && { policies }),
  });
  return heading + text;
}

/** Secrets that the context file would tell: it is written beside the manifests. */
export function secretsInContext({
  secrets,
  traefik,
  existing,
  claims,
  policies,
}: ClusterFacts): readonly Finding[] {
  if (!secrets) return [];
  const paths = secretPaths({ traefik: traefik?.configuration, existing, claims, policies }, secrets);
  return paths.map(([part, ...inner]) => ({
    rule: 'exposed-secret',
    message: `What is marked secret stands in what is said of ${part === 'traefik' ? 'Traefik' : 'the cluster'}.`,
    consequence: `The file ${contextName} beside the manifests would have it.`,
    fix: 'Traefik reads its secrets from files and environment variables of its own: leave them out here.',
    field: part === 'traefik' ? [part, ...inner] : ['existing'],
  }));
}

/**
 * Reads the text of a context file.
 * @throws ProblemError where it is none
 */
export function readContext(text: string, file: string): ClusterFacts {
  const { documents, problems } = parseYaml(text, file);
  if (hasErrors(problems)) throw new ProblemError(problems);
  const [document] = documents;
  const value = document?.value;
  const wrong = (path: FieldPath): never => {
    throw new ProblemError([noContext(file, document?.locate(path))]);
  };
  if (!isPlainMap(value)) return wrong([]);
  const { traefik, existing = [], claims, policies = [] } = value;
  if (!Array.isArray(existing) || !existing.every(isKnownObject)) return wrong(['existing']);
  if (!Array.isArray(policies) || !policies.every((policy) => isApiObject(policy)))
    return wrong(['policies']);
  if (traefik !== undefined && !isTraefik(traefik)) return wrong(['traefik']);
  return {
    ...(traefik && { traefik: factsOf(traefik) }),
    ...(existing.length > 0 && { existing }),
    ...(policies.length > 0 && { policies }),
    ...(claims !== undefined && {
      claims: claimsRoom().claimsOf({ claims }, (path) => document?.locate(path)),
    }),
  };
}

function claimsRoom(): typeof Claims {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for folders without claims too
  const room: typeof Claims = require('../../check/claims');
  return room;
}

/** `TraefikFacts` as plain data: what follows from the configuration is left out. */
interface PlainTraefik {
  readonly version?: string;
  readonly configuration?: object;
  readonly exposedPorts?: Readonly<Record<string, number>>;
  readonly entryPoints?: Readonly<Record<string, 'tcp' | 'udp'>>;
  readonly certificateResolvers?: readonly string[];
  readonly allowCrossNamespace?: boolean;
}

function plainTraefik(facts: TraefikFacts): PlainTraefik {
  const { version, configuration, exposedPorts, entryPoints, certificateResolvers, allowCrossNamespace } =
    facts;
  const said = {
    ...(version !== undefined && { version }),
    ...(exposedPorts && { exposedPorts: Object.fromEntries(exposedPorts) }),
  };
  if (configuration) return { configuration, ...said };
  return {
    ...said,
    ...(entryPoints && { entryPoints: Object.fromEntries(entryPoints) }),
    ...(certificateResolvers && { certificateResolvers: [...certificateResolvers] }),
    ...(allowCrossNamespace !== undefined && { allowCrossNamespace }),
  };
}

function factsOf(plain: PlainTraefik): TraefikFacts {
  const { version, configuration, exposedPorts, entryPoints, certificateResolvers, allowCrossNamespace } =
    plain;
  const ports = exposedPorts && new Map(Object.entries(exposedPorts));
  if (configuration) return traefikFacts(configuration, ports, version);
  return {
    ...(version !== undefined && { version }),
    ...(ports && { exposedPorts: ports }),
    ...(entryPoints && { entryPoints: new Map(Object.entries(entryPoints)) }),
    ...(certificateResolvers && { certificateResolvers: new Set(certificateResolvers) }),
    ...(allowCrossNamespace !== undefined && { allowCrossNamespace }),
  };
}

function plainObject({ kind, namespace, name, ports, keys, object }: KnownObject): KnownObject {
  return {
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    ...(ports && { ports }),
    ...(keys && { keys }),
    ...(object && { object }),
  };
}

function isKnownObject(value: unknown): value is KnownObject {
  if (!isPlainMap(value) || typeof value['kind'] !== 'string' || typeof value['name'] !== 'string')
    return false;
  return value['object'] === undefined || isApiObject(value['object']);
}

function isTraefik(value: unknown): value is PlainTraefik {
  if (!isPlainMap(value)) return false;
  const {
    version,
    configuration = {},
    exposedPorts = {},
    entryPoints = {},
    certificateResolvers = [],
  } = value;
  if (version !== undefined && !isVersion(version)) return false;
  const maps = [configuration, exposedPorts, entryPoints];
  if (!maps.every(isPlainMap) || !Array.isArray(certificateResolvers)) return false;
  const { entryPoints: configured = {} } = isPlainMap(configuration) ? configuration : {};
  return isPlainMap(configured) && Object.values(configured).every(isPlainMap);
}

function noContext(file: string, location: Problem['location']): Problem {
  return {
    rule: 'no-context',
    severity: 'error',
    message: `${file} does not say what a synth writes there.`,
    fix: 'Let the synth write it anew; it is not to be edited.',
    location: location ?? { file, line: 1, column: 1 },
  };
}
