import { sha256, valueAt } from '../../core/base';
import { type ApiObjectData, wordsOfName } from '../../core/manifest';
import { stringifyYamlValue } from '../../core/yaml';
import { liveKinds } from '../source';
import type { ChartPort, ChartSettings } from './traefik-values';

/** Where the static configuration is mounted. */
const configurationFolder = '/etc/traefik';

/** A user that no image has: Traefik needs no other. */
const user = 65_532;

export interface TraefikManifests extends ChartSettings {
  readonly namespace: string;
  readonly version: string;
}

/**
 * A Traefik as plain manifests: its static configuration in a ConfigMap, what it may read, and a Service in front.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/dynamic-configuration/kubernetes-crd-rbac/
 */
export function traefikManifests(settings: TraefikManifests): readonly ApiObjectData[] {
  const { namespace, labels, configuration, ports } = settings;
  const name = 'traefik';
  const own = { 'app.kubernetes.io/name': name, ...labels };
  const metadata = { name, namespace, labels: own };
  const text = stringifyYamlValue(configuration);
  const subject = { kind: 'ServiceAccount', name, namespace };
  const rbac = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name, labels: own }, rules: rules() },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name, labels: own },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
      subjects: [subject],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'traefik.yaml': text } },
    deployment(settings, own, sha256(text, 16)),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'LoadBalancer',
        selector: own,
        ports: ports.filter(({ isPublic }) => isPublic).flatMap(servicePorts),
      },
    },
  ];
}

/** What the providers of Kubernetes read, and where they write the status of Ingresses. */
function rules(): readonly object[] {
  const read = ['get', 'list', 'watch'];
  const own = liveKinds.flatMap((kind) => /^(\w+)\.traefik\.io$/.exec(kind)?.[1] ?? []);
  return [
    { apiGroups: [''], resources: ['configmaps', 'nodes', 'secrets', 'services'], verbs: read },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    { apiGroups: ['networking.k8s.io'], resources: ['ingressclasses', 'ingresses'], verbs: read },
    { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: ['update'] },
    { apiGroups: ['traefik.io'], resources: own, verbs: read },
  ];
}

function deployment(
  { namespace, version, ports, configuration }: TraefikManifests,
  labels: Readonly<Record<string, string>>,
  hash: string,
): ApiObjectData {
  const name = 'traefik';
  const first = ports.find(({ protocol, isPublic }) => protocol === 'tcp' && isPublic);
  const folders = [
    { name: 'tmp', mountPath: '/tmp' },
    ...(valueAt(configuration, 'experimental', 'plugins') === undefined
      ? []
      : [{ name: 'plugins', mountPath: '/plugins-storage' }]),
  ];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        // Traefik reads its static configuration once: another one is another pod.
        metadata: { labels, annotations: { 'cdk8s-traefik/configuration': hash } },
        spec: {
          serviceAccountName: name,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: user,
            runAsGroup: user,
            fsGroup: user,
            seccompProfile: { type: 'RuntimeDefault' },
            // Who has no privileges may listen there only so.
            ...(ports.some(({ port }) => port < 1024) && {
              sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
            }),
          },
          containers: [
            {
              name,
              image: `docker.io/traefik:v${version.replace(/^v/, '')}`,
              args: [`--configFile=${configurationFolder}/traefik.yaml`],
              ports: ports.flatMap((port) => containerPorts(port)),
              ...(first && { readinessProbe: { tcpSocket: { port: portName(first.name, first.protocol) } } }),
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
              volumeMounts: [
                { name: 'configuration', mountPath: configurationFolder, readOnly: true },
                ...folders,
              ],
            },
          ],
          volumes: [
            { name: 'configuration', configMap: { name } },
            ...folders.map((folder) => ({ name: folder.name, emptyDir: {} })),
          ],
        },
      },
    },
  };
}

type Protocol = ChartPort['protocol'];

/** An entry point speaks one protocol; one with HTTP/3 speaks it over UDP beside. */
function protocolsOf({ protocol, hasHttp3 }: ChartPort): readonly Protocol[] {
  return hasHttp3 === true ? [protocol, 'udp'] : [protocol];
}

function containerPorts(point: ChartPort): readonly object[] {
  return protocolsOf(point).map((protocol) => ({
    name: portName(point.name, protocol),
    containerPort: point.port,
    protocol: protocol.toUpperCase(),
  }));
}

function servicePorts(point: ChartPort): readonly object[] {
  return protocolsOf(point).map((protocol) => ({
    name: portName(point.name, protocol),
    port: point.exposedPort,
    targetPort: portName(point.name, protocol),
    protocol: protocol.toUpperCase(),
  }));
}

/** A name of a port in what Kubernetes takes: 15 letters, digits and dashes. */
function portName(name: string, protocol: Protocol): string {
  const words = wordsOfName(name).slice(0, protocol === 'udp' ? 11 : 15);
  const whole = words.replace(/-+$/, '') || 'port';
  return protocol === 'udp' ? `${whole}-udp` : whole;
}
