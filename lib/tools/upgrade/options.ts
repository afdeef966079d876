import { type DiffSide, type TrafficDiff, diffTraffic } from '../../check/changes';
import { isPlainMap } from '../../core/base';
import {
  type Source,
  TrafficModel,
  builtOf,
  chartDefaults,
  dropsOf,
  inputOf,
  lostOptions,
  namesOfKind,
} from '../../traefik/model';
import {
  type ChangeName,
  type NamedChange,
  type TraefikVersion,
  changesBetween,
} from '../../traefik/version';

/** An option of Traefik's static configuration to set. */
export interface UpgradeOption {
  readonly set: string;
  readonly why: string;
}

interface Context {
  readonly before: DiffSide;
  readonly after: DiffSide;
  readonly from: TraefikVersion;
  readonly to: TraefikVersion;
  readonly diff: TrafficDiff;
}

type Adviser = (context: Context, change: NamedChange) => readonly UpgradeOption[];

/** What to set: to keep what requests get, and in place of what is deprecated; only what matters to these objects. */
export function optionsOf(context: Context): readonly UpgradeOption[] {
  return changesBetween(context.from, context.to).flatMap((change) => [
    ...keeping(context, change),
    ...(advisers[change.name]?.(context, change) ?? []),
  ]);
}

/** Setting it is tried: it is only told where requests then fare more as before. */
function keeping(
  { before, after, diff }: Context,
  { keep, title, since }: NamedChange,
): readonly UpgradeOption[] {
  if (!keep || diff.changes.length === 0) return [];
  const { objects, options } = inputOf(after.model);
  const traefik = withOption(options.traefik ?? chartDefaults, keep.option.split('.'), keep.value);
  const kept = diffTraffic(before, { ...after, model: TrafficModel.from(objects, { ...options, traefik }) });
  if (kept.changes.length >= diff.changes.length) return [];
  const left = kept.changes.length === 0 ? 'all requests fare' : 'more requests fare';
  return [
    { set: `${keep.option}: ${keep.value}`, why: `${title} since ${since}. With it ${left} as before.` },
  ];
}

function withOption(value: unknown, [field, ...inner]: readonly string[], option: unknown): unknown {
  if (field === undefined) return option;
  const there = isPlainMap(value) ? value : {};
  return { ...there, [field]: withOption(there[field], inner, option) };
}

function sourceText(source: Source | undefined): string | undefined {
  return source && `${source.kind} ${source.namespace}/${source.name}`;
}

const advisers: Readonly<Partial<Record<ChangeName, Adviser>>> = {
  'strict-tls-options': ({ after }, { option }) => {
    const { runtime } = builtOf(after.model);
    const lost = lostOptions(runtime);
    if (lost.length === 0 || runtime.statics.file.core?.strictTLSOptions === true) return [];
    const routes = new Set(lost.map(({ router: { name, config } }) => sourceText(config.source) ?? name));
    const why = `Served with the default TLS options in place of their own are ${[...routes].join(', ')}. Set, they are disabled until the conflict is solved.`;
    return [{ set: `${option}: true`, why }];
  },
  'default-tls-namespace': ({ after }, { option }) => {
    const provider = builtOf(after.model).runtime.statics.file.providers?.kubernetesCRD;
    const defaults = ['TLSOption', 'TLSStore'].flatMap((kind) =>
      namesOfKind(after.model, kind).filter(({ name }) => name === 'default'),
    );
    const namespaces = new Set(defaults.map(({ namespace }) => namespace));
    const [namespace] = namespaces;
    if (namespace === undefined || namespaces.size > 1 || provider?.defaultTLSResourcesNamespace) return [];
    const why = `The \`default\` of ${namespace} counts for the whole cluster; unless this is set one in any other namespace does, too.`;
    return [{ set: `${option}: ${namespace}`, why }];
  },
  'safe-naming': ({ after }, { option }) => {
    const provider = builtOf(after.model).runtime.statics.file.providers?.kubernetesCRD;
    if (!provider || provider.safeNaming !== undefined) return [];
    const why =
      'Traefik warns at each start until it is set: false keeps the names of routers and services, which metrics and dashboards have; true gives names that never collide.';
    return [{ set: `${option}: false`, why }];
  },
  'ingress-service-middlewares': ({ after }) => {
    const namespaces = dropsOf(after.model)
      .filter(({ reason }) => reason.startsWith('cross-provider middleware reference'))
      .map(({ object }) => object.namespace);
    return [...new Set(namespaces)].map((namespace) => ({
      set: `providers.kubernetesIngress.crossProviderNamespaces: […, ${namespace}]`,
      why: `Services in ${namespace} name middlewares, and are left out there.`,
    }));
  },
  'alias-headers': ({ after }, { since }) =>
    [...builtOf(after.model).runtime.statics.entryPoints].flatMap(([name, { file }]) => {
      const { underscoreHeadersStrategy = '', aliasHeadersStrategy = '' } = file.http ?? {};
      if (underscoreHeadersStrategy === '' || aliasHeadersStrategy !== '') return [];
      const why = `underscoreHeadersStrategy, which it takes the place of, is deprecated since ${since}; it knows every other spelling of a header, too.`;
      return [{ set: `entryPoints.${name}.http.aliasHeadersStrategy: ${underscoreHeadersStrategy}`, why }];
    }),
};
