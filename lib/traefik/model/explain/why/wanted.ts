import type { FieldPath } from '../../../../core/finding';
import { asList, isPlainMap, own } from '../../../../core/base';
import { routersIn } from '../../../labels';
import type { ClusterObject } from '../../provider/cluster';
import { wantedNginxRoutes } from '../../provider/ingressnginx';
import { readRouterAnnotations } from '../../provider/ingress/annotations';
import { defaultRoute, ruleOf } from '../../provider/ingress/rule';
import { integer, text } from '../../provider/read';
import { isOfNginx } from '../../provider/unread';
import type { StaticConfiguration } from '../../static';
import { type Scene, isReadAsNginx, nginxSurvey } from './scene';

/** A route as an object asks for it, whether or not any provider makes a router of it. */
export interface WantedRoute {
  /** The field of the object that asks for it. */
  readonly path: FieldPath;
  readonly rule: string;
  readonly syntax: string;
  readonly protocol: 'http' | 'tcp';
  /** Empty where the object names none. */
  readonly entryPoints: readonly string[];
  readonly hasTls: boolean;
  /** 0 where it is computed of the rule. */
  readonly priority: number;
}

/**
 * All routes that an object asks for; none of a kind that has no rules.
 *
 * @param kind the kind that is meant, where there is none of that name
 */
export function wantedRoutes(
  scene: Scene,
  object: ClusterObject,
  kind = object.kind,
): readonly WantedRoute[] {
  switch (kind) {
    case 'IngressRoute':
      return traefikRoutes(object, 'http');
    case 'IngressRouteTCP':
      return traefikRoutes(object, 'tcp');
    case 'Ingress':
      return nginxRoutes(scene, object) ?? ingressRoutes(object, scene.built.runtime.statics);
    case 'HTTPRoute':
      return gatewayRoutes(object);
    case 'Container':
    case 'Task':
      return labelledRoutes(object);
    default:
      return [];
  }
}

/** Routes of an Ingress for ingress-nginx, where this Traefik reads such. */
function nginxRoutes(scene: Scene, object: ClusterObject): readonly WantedRoute[] | undefined {
  const nginx = nginxSurvey(scene);
  if (!nginx || !(isReadAsNginx(scene, object) || isOfNginx(scene.cluster, object))) return undefined;
  return wantedNginxRoutes(nginx, object).map((route) => ({ ...route, syntax: 'default' }));
}

function traefikRoutes({ value }: ClusterObject, protocol: 'http' | 'tcp'): readonly WantedRoute[] {
  const spec = own(value, 'spec');
  return asList(own(spec, 'routes')).map((route, index) => ({
    path: ['spec', 'routes', index],
    rule: text(own(route, 'match')),
    syntax: text(own(route, 'syntax')),
    protocol,
    entryPoints: asList(own(spec, 'entryPoints')).map(text),
    hasTls: isPlainMap(own(spec, 'tls')),
    priority: integer(own(route, 'priority')),
  }));
}

/** Routers as labels name them, read loosely: Traefik may refuse the labels as a whole. */
function labelledRoutes({ labels }: ClusterObject): readonly WantedRoute[] {
  const written = Object.fromEntries(labels);
  return routersIn(written).flatMap(({ protocol, name, label }) => {
    if (protocol === 'udp') return [];
    const beginning = `traefik.${protocol}.routers.${name}.`.toLowerCase();
    const fields = new Map(
      Object.entries(written)
        .filter(([key]) => key.toLowerCase().startsWith(beginning))
        .map(([key, value]) => [key.slice(beginning.length).toLowerCase(), value] as const),
    );
    return [
      {
        path: ['metadata', 'labels', label],
        rule: fields.get('rule') ?? '',
        syntax: fields.get('rulesyntax') ?? '',
        protocol,
        entryPoints: (fields.get('entrypoints') ?? '')
          .split(',')
          .map((entryPoint) => entryPoint.trim())
          .filter((entryPoint) => entryPoint !== ''),
        hasTls: [...fields.keys()].some((field) => field === 'tls' || field.startsWith('tls.')),
        priority: integer(Number(fields.get('priority'))),
      },
    ];
  });
}

function ingressRoutes(
  { value, annotations: written }: ClusterObject,
  { file }: StaticConfiguration,
): readonly WantedRoute[] {
  const { value: annotations } = readRouterAnnotations(written);
  const options = {
    isStrict: file.providers?.kubernetesIngress?.strictPrefixMatching === true,
    defaultSyntax: file.core?.defaultRuleSyntax ?? '',
  };
  const shared = {
    protocol: 'http',
    entryPoints: annotations?.entryPoints ?? [],
    hasTls: annotations?.tls !== undefined,
  } as const;
  const spec = own(value, 'spec');
  const rules = asList(own(spec, 'rules'));
  if (rules.length === 0 && own(spec, 'defaultBackend') !== undefined) {
    return [{ ...shared, ...defaultRoute, path: ['spec', 'defaultBackend'], syntax: 'default' }];
  }
  return rules.flatMap((rule, ruleIndex) =>
    asList(own(own(rule, 'http'), 'paths')).map((item, index) => ({
      ...shared,
      path: ['spec', 'rules', ruleIndex, 'http', 'paths', index],
      rule: ruleOf(options, annotations, text(own(rule, 'host')), item) ?? '',
      syntax: annotations?.ruleSyntax ?? '',
      priority: annotations?.priority ?? 0,
    })),
  );
}

const pathMatchers: Readonly<Record<string, string>> = {
  Exact: 'Path',
  PathPrefix: 'PathPrefix',
  RegularExpression: 'PathRegexp',
};

/** Hosts and paths of an HTTPRoute of the Gateway API; what else it matches is left out. */
function gatewayRoutes({ value }: ClusterObject): readonly WantedRoute[] {
  const spec = own(value, 'spec');
  const hosts = asList(own(spec, 'hostnames')).map((host) => `Host(${JSON.stringify(text(host))})`);
  return asList(own(spec, 'rules')).map((rule, index) => {
    const paths = asList(own(rule, 'matches')).map((match) => {
      const path = own(match, 'path');
      const matcher = pathMatchers[text(own(path, 'type')) || 'PathPrefix'] ?? 'PathPrefix';
      return `${matcher}(${JSON.stringify(text(own(path, 'value')) || '/')})`;
    });
    const parts = [hosts, paths.length > 0 ? paths : ['PathPrefix("/")']].filter((part) => part.length > 0);
    return {
      path: ['spec', 'rules', index],
      rule: parts.map((part) => (part.length > 1 ? `(${part.join(' || ')})` : part.join(''))).join(' && '),
      syntax: '',
      protocol: 'http' as const,
      entryPoints: [],
      hasTls: false,
      priority: 0,
    };
  });
}
