/**
 * `npm run import:kubernetes`: records how the API server itself describes Kubernetes' own kinds, from the real one that
 * test/real builds (`npm run real:build`), into imports/kubernetes.openapi.json.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonSchema } from '../lib/core/schema';
import { Box } from '../test/real/support/box';

/** The kinds that we write, and those that programs add beside them. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  v1: ['ConfigMap', 'Namespace', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
  'apps/v1': ['DaemonSet', 'Deployment', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
};

/** The part of `/openapi/v2` that is read. */
export interface OpenApi {
  readonly info: { readonly version: string };
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Definition extends JsonSchema {
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What the document says of types that the API server reads by code of its own. */
const codedTypes: Readonly<Record<string, JsonSchema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { 'x-kubernetes-int-or-string': true },
  // The grammar of the type's own description.
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['string', 'number'],
    title: 'quantity such as 500m, 1.5 or 128Mi',
    pattern: '^[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  },
};

/** Fields that the document calls required and the API server fills in; test/real/core-kinds.test.ts found them. */
const filledIn: Readonly<Record<string, string>> = {
  'io.k8s.api.core.v1.SleepAction': 'seconds',
  'io.k8s.api.rbac.v1.RoleRef': 'apiGroup',
};

/** Text in base64, as Go reads it: line breaks may stand anywhere. */
const base64 =
  '^(?:(?:[A-Za-z0-9+/][\\r\\n]*){4})*(?:(?:[A-Za-z0-9+/][\\r\\n]*){2}(?:=[\\r\\n]*){2}|(?:[A-Za-z0-9+/][\\r\\n]*){3}=[\\r\\n]*)?$';

/** The text of imports/kubernetes.openapi.json: the version, the kinds, and a line for each type they are made of. */
export function kindsFileOf({ info, definitions }: OpenApi): string {
  const used = new Map<string, JsonSchema>();
  const roots = Object.entries(kinds).flatMap(([apiVersion, names]) =>
    names.map((kind) => [`${apiVersion} ${kind}`, nameOf(definitions, apiVersion, kind)] as const),
  );
  const queue = roots.map(([, name]) => name);
  for (const name of queue) {
    if (used.has(name)) continue;
    const definition = definitions[name] ?? {};
    const { required } = definition;
    const demanded = { ...definition, required: required?.filter((field) => field !== filledIn[name]) };
    const plain = codedTypes[name] ?? plainSchema(demanded, 'x-kubernetes-group-version-kind' in definition);
    used.set(name, plain);
    queue.push(...referencesIn(plain));
  }
  const lines = [...used]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `${JSON.stringify(name)}:${JSON.stringify(schema)}`);
  return [
    `{"version":${JSON.stringify(info.version)},`,
    `"kinds":${JSON.stringify(Object.fromEntries(roots))},`,
    `"definitions":{\n${lines.join(',\n')}\n}}\n`,
  ].join('\n');
}

function nameOf(definitions: OpenApi['definitions'], apiVersion: string, kind: string): string {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const found = Object.entries(definitions).find(([, definition]) =>
    definition['x-kubernetes-group-version-kind']?.some(
      (each) => each.group === group && each.version === version && each.kind === kind,
    ),
  );
  if (!found) throw new Error(`The API server has no ${kind} of ${apiVersion}`);
  return found[0];
}

/** What restricts values; descriptions, defaults and how lists merge do not. */
function plainSchema(schema: JsonSchema, isKind = false): JsonSchema {
  const { $ref, type, format, enum: words, required, items, properties, additionalProperties } = schema;
  if ($ref !== undefined) return { $ref };
  return {
    type,
    ...(format === 'int32' && { format }),
    ...(format === 'byte' && { title: 'text in base64', pattern: base64 }),
    enum: words,
    required,
    items: items && plainSchema(items),
    properties:
      properties &&
      Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [
          name,
          // Controllers write the status of an object; what a manifest has there is passed over.
          isKind && name === 'status' ? {} : plainSchema(field),
        ]),
      ),
    additionalProperties:
      typeof additionalProperties === 'object' ? plainSchema(additionalProperties) : additionalProperties,
  };
}

function referencesIn(schema: JsonSchema): string[] {
  const parts = [schema, schema.items, ...Object.values(schema.properties ?? {})];
  if (typeof schema.additionalProperties === 'object') parts.push(schema.additionalProperties);
  return parts.flatMap((part) => {
    if (part === undefined) return [];
    if (part.$ref !== undefined) return [part.$ref.replace('#/definitions/', '')];
    return part === schema ? [] : referencesIn(part);
  });
}

async function record(): Promise<void> {
  const box = await Box.start();
  try {
    const { body } = await box.kube.request('GET', '/openapi/v2');
    writeFileSync(resolve(__dirname, '../imports/kubernetes.openapi.json'), kindsFileOf(JSON.parse(body)));
  } finally {
    await box.stop();
  }
}

if (require.main === module) void record();
