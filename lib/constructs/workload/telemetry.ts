import type { TelemetrySpec } from './spec';
import type { Variables } from './variables';

/** What telemetry says about the service it comes from. */
export interface TelemetryIdentity {
  readonly name: string;
  readonly version?: string;
  readonly partOf?: string;
  /** Name of the environment, where the service belongs to one. */
  readonly environment?: string;
}

/** The `OTEL_*` variables, and those of the pod that they are made of. */
export function telemetryVariables(
  spec: TelemetrySpec | boolean = false,
  identity: TelemetryIdentity,
): Variables {
  if (spec === false) return {};
  const { endpoint, protocol, sampleRatio, environment, resourceAttributes } =
    spec === true ? ({} as TelemetrySpec) : spec;
  const attributes: Readonly<Record<string, string | undefined>> = {
    'service.namespace': identity.partOf ?? '$(POD_NAMESPACE)',
    'service.version': identity.version,
    'service.instance.id': '$(POD_UID)',
    'deployment.environment.name': environment ?? identity.environment,
    'k8s.namespace.name': '$(POD_NAMESPACE)',
    'k8s.pod.name': '$(POD_NAME)',
    'k8s.node.name': '$(NODE_NAME)',
    ...resourceAttributes,
  };
  return {
    POD_NAME: podField('metadata.name'),
    POD_UID: podField('metadata.uid'),
    POD_NAMESPACE: podField('metadata.namespace'),
    NODE_NAME: podField('spec.nodeName'),
    OTEL_SERVICE_NAME: identity.name,
    OTEL_RESOURCE_ATTRIBUTES: formatAttributes(attributes),
    ...(endpoint !== undefined && { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }),
    ...(protocol !== undefined && { OTEL_EXPORTER_OTLP_PROTOCOL: protocol }),
    ...(sampleRatio !== undefined && {
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: String(sampleRatio),
    }),
  };
}

function podField(fieldPath: string): Variables[string] {
  return { valueFrom: { fieldRef: { fieldPath } } };
}

function formatAttributes(attributes: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${encode(name)}=${encode(value)}`]))
    .join(',');
}

/** SDKs decode percent signs, so that a value may hold the comma and the equals sign that separate attributes. */
function encode(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return byte > 0x20 && byte < 0x7f && !/[",;=%\\]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
