import type { JsonSchema } from '../../../lib/core/schema';
import { type TraefikKind, specDecoders, specSchemaOf } from '../../../lib/traefik/api';
import type { DecodeError } from '../../../lib/traefik/api/read';
import { traefikKinds } from '../../../lib/traefik/api/kinds';

/** A value of a schema with every field set, and none of them empty or zero: each must survive being read. */
function full(schema: JsonSchema): unknown {
  if (schema['x-kubernetes-int-or-string'] === true) return '7s';
  if (schema.enum) return schema.enum[0];
  const { type, properties, items, additionalProperties } = schema;
  if (properties) {
    return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, full(field)]));
  }
  if (typeof additionalProperties === 'object') return { key: full(additionalProperties) };
  if (type === 'object') return { key: { free: ['form', 1, true] } };
  if (type === 'array') return [full(items ?? {})];
  if (type === 'integer' || type === 'number') return 7;
  if (type === 'boolean') return true;
  return type === 'string' ? 'text' : { free: 'form' };
}

/** Paths of all values that are no maps. */
function leaves(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}.${key}`));
}

function decode(kind: TraefikKind, value: unknown) {
  const errors: DecodeError[] = [];
  return { value: specDecoders[kind](value, [], errors), errors };
}

/** What the model has no use for, and therefore does not read. */
const unread: Readonly<Partial<Record<TraefikKind, RegExp>>> = {
  ServersTransport: /^\.(forwardingTimeouts|maxIdleConnsPerHost|spiffe)\b/,
  ServersTransportTCP:
    /^\.(dialTimeout|dialKeepAlive|terminationDelay|proxyProtocol|tls\.(rootCAsSecrets|certificatesSecrets|peerCertURI|spiffe))\b/,
  TLSOption: /^\.(disableSessionTickets|preferServerCipherSuites)\b/,
};

/** The same value with each leaf in turn replaced by one of a type that no field has. */
function wrongTypes(value: unknown, wrong: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [wrong];
  return Object.entries(value).flatMap(([key, item]) =>
    wrongTypes(item, wrong).map((replaced) =>
      Array.isArray(value) ? [replaced] : { ...value, [key]: replaced },
    ),
  );
}

describe.each(traefikKinds)('the decoder of %s', (kind) => {
  const everything = full(specSchemaOf(kind));

  test('reads every field of the CRD as its type, save what the model has no use for', () => {
    const { value, errors } = decode(kind, everything);
    expect(errors).toEqual([]);
    const read = new Set(leaves(value));
    const lost = leaves(everything).filter((path) => !read.has(path) && !unread[kind]?.test(path));
    expect(lost).toEqual([]);
  });

  test('reads no field that the CRD does not have', () => {
    expect(
      leaves(decode(kind, everything).value).filter((path) => !leaves(everything).includes(path)),
    ).toEqual([]);
  });

  test('refuses a value of another type wherever it reads one', () => {
    const isRead = leaves(everything).map((path) => !unread[kind]?.test(path) && !/\.plugin\./.test(path));
    const refused = wrongTypes(everything, { wrong: { type: true } }).map(
      (value) => decode(kind, value).errors.length > 0,
    );
    expect(refused).toEqual(isRead);
  });
});
