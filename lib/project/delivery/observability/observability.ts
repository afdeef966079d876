import type { Problem } from '../../../core/finding';
import type { ApiObjectData } from '../../../core/manifest';
import { stringifyYaml } from '../../../core/yaml';
import type { ObjectiveSpec, ObservabilitySpec } from '../../environment';
import type { DeliveredEnvironment, Delivery, DeliveryFile, DeliveryInput } from '../delivery';
import { nameOf, specOf } from '../places';
import { type Promised, alertGroups } from './alerts';
import { type AllCounted, type Counted, countedIn, nameIn } from './counted';
import { overviewDashboard, requestDashboard } from './dashboards';
import { monitorsOf } from './monitors';
import { problemsOf } from './problems';

const usualDashboardLabels = { grafana_dashboard: '1' };

/**
 * For Prometheus' operator and Grafana: alerts at what is promised of services and routes, monitors of what gives metrics,
 * and dashboards, all by the names that Traefik's metrics have.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/observability/metrics/
 */
export function observability(input: DeliveryInput): Delivery {
  const files = new Map<string, DeliveryFile>();
  const problems: Problem[] = [];
  for (const environment of input.environments) {
    const spec = specOf(environment).observability ?? {};
    const counted = countedIn(environment);
    problems.push(...problemsOf(environment, spec, counted));
    for (const [path, file] of filesOf(environment, spec, counted, nameOf(environment, input)))
      files.set(`${environment.name}/${path}`, file);
  }
  return { files, problems };
}

function filesOf(
  { name: environment, objects }: DeliveredEnvironment,
  spec: ObservabilitySpec,
  { services, routes }: AllCounted,
  name: string,
): ReadonlyMap<string, DeliveryFile> {
  const { labels = {}, dashboardLabels = usualDashboardLabels } = spec;
  const promised = [
    ...services.map((counted) =>
      promise(environment, 'service', counted, {
        ...spec.objective,
        ...objectiveOf(spec.services, counted),
      }),
    ),
    ...routes.flatMap((counted) => {
      const objective = objectiveOf(spec.routes, counted);
      return objective ? [promise(environment, 'router', counted, objective)] : [];
    }),
  ];
  const monitors = monitorsOf(
    objects.map(({ object }) => object),
    labels,
  );
  const dashboards = new Map([
    ...promised.map(
      ({ text, subject }) =>
        [`dashboards/${fileName(text)}.json`, requestDashboard(`${name}: ${text}`, subject)] as const,
    ),
    [
      'dashboards/overview.json',
      overviewDashboard(`${name}: all services`, {
        label: 'service',
        names: services.flatMap(({ names }) => names),
      }),
    ] as const,
  ]);
  const namespace = services[0]?.object.metadata.namespace ?? 'default';
  const rule: ApiObjectData = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `${name}-objectives`, namespace, ...(spec.labels && { labels }) },
    spec: { groups: promised.flatMap(alertGroups) },
  };
  if (promised.length === 0)
    return new Map(monitors.length > 0 ? [['monitors.yaml', { objects: monitors }]] : []);
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace,
    resources: ['alerts.yaml', ...(monitors.length > 0 ? ['monitors.yaml'] : [])],
    configMapGenerator: Array.from(dashboards.keys(), (file) => ({
      name: `${name}-${file.slice('dashboards/'.length, -'.json'.length)}`,
      files: [file],
      options: { disableNameSuffixHash: true, labels: dashboardLabels },
    })),
  };
  return new Map<string, DeliveryFile>([
    ['alerts.yaml', { objects: [rule] }],
    ...(monitors.length > 0 ? [['monitors.yaml', { objects: monitors }] as const] : []),
    ...Array.from(
      dashboards,
      ([file, dashboard]) => [file, { text: `${JSON.stringify(dashboard, undefined, 2)}\n` }] as const,
    ),
    ['kustomization.yaml', { text: stringifyYaml([kustomization]) }],
  ]);
}

function objectiveOf(objectives: ObservabilitySpec['services'], counted: Counted): ObjectiveSpec | undefined {
  return objectives && Object.hasOwn(objectives, nameIn(counted)) ? objectives[nameIn(counted)] : undefined;
}

function promise(
  environment: string,
  label: Promised['subject']['label'],
  { object, names }: Counted,
  objective: ObjectiveSpec,
): Promised {
  const { kind, metadata } = object;
  const namespace = metadata.namespace ?? 'default';
  return {
    text: `${kind} ${namespace}/${metadata.name}`,
    labels: { environment, namespace, [kind.toLowerCase()]: metadata.name },
    subject: { label, names },
    objective,
  };
}

/** `service-shop-web` of `Service shop/web`. */
function fileName(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');
}
