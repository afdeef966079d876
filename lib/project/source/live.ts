import { type Problem, ProblemError } from '../../core/finding';
import { objectsOf } from '../../core/manifest';
import { type Reading, type SourceSurroundings, throwErrors } from './reading';
import { run } from './run';

/** Kinds that decide what Traefik does, as `kubectl get` names them. */
export const liveKinds: readonly string[] = [
  'ingressroutes.traefik.io',
  'ingressroutetcps.traefik.io',
  'ingressrouteudps.traefik.io',
  'middlewares.traefik.io',
  'middlewaretcps.traefik.io',
  'serverstransports.traefik.io',
  'serverstransporttcps.traefik.io',
  'tlsoptions.traefik.io',
  'tlsstores.traefik.io',
  'traefikservices.traefik.io',
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'services',
  'endpointslices.discovery.k8s.io',
  'nodes',
  'configmaps',
  'secrets',
];

/** Kinds that tell which version runs, and how far the controller of a release is. */
const workloadKinds: readonly string[] = ['deployments.apps', 'rollouts.argoproj.io', 'canaries.flagger.app'];

export interface LiveOptions {
  /** Whether workloads are read too. @default false */
  readonly withWorkloads?: boolean;
  /** Whether Secrets and ConfigMaps are left unread: who may not read them takes them to exist. @default false */
  readonly withoutSecrets?: boolean;
}

/**
 * Objects of the cluster of the current kubectl context, of all kinds that decide what Traefik does and that the
 * cluster knows, in all namespaces.
 *
 * @throws ProblemError where kubectl is not there, or does not get them
 */
export function readLive(
  surroundings: SourceSurroundings,
  { withoutSecrets = false, withWorkloads = false }: LiveOptions = {},
): Reading {
  const kubectl = (...args: readonly string[]): string => {
    const ended = run('kubectl', args, surroundings.variables);
    if ('failure' in ended) throw new ProblemError([notRead(ended.failure)]);
    return ended.text;
  };
  const known = new Set(
    kubectl('api-resources', '--verbs=list', '--output=name')
      .split('\n')
      .map((line) => line.trim()),
  );
  const secret = new Set(['secrets', 'configmaps']);
  const all = [...liveKinds, ...(withWorkloads ? workloadKinds : [])];
  const kinds = all.filter((kind) => known.has(kind) && !(withoutSecrets && secret.has(kind)));
  if (kinds.length === 0) throw new ProblemError([notRead('the cluster lists no kind that Traefik reads')]);
  const text = kubectl('get', kinds.join(','), '--all-namespaces', '--output=json');
  if (text.trim() === '' || text.trim() === 'null')
    throw new ProblemError([notRead('kubectl gave no List of objects')]);
  const { objects, problems } = objectsOf(text, 'live:', { isPrinted: true });
  throwErrors(problems);
  return { objects, facts: {}, problems };
}

export function notRead(reason: string): Problem {
  const forbidden = /forbidden/i.test(reason) && /secrets|configmaps/.test(reason);
  return {
    rule: 'unreadable-cluster',
    severity: 'error',
    message: `live: cannot be read: ${reason}${/[.?!]$/.test(reason) ? '' : '.'}`,
    fix: forbidden
      ? 'Add --assume-secrets: then Secrets and ConfigMaps are not asked for, and taken to exist.'
      : 'See that `kubectl get services --all-namespaces` works here; or pipe what kubectl gives elsewhere to -f -.',
  };
}
