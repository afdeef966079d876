import { oncePer, withArticle } from '../../core/base';
import type { RuleId } from '../../core/finding';
import { type Inventory, type Mention, type PlacedMention, existingKinds, writtenSecrets } from '../cluster';
import type { ObjectCheck, ObjectFinding } from './object-finding';

const rules: Readonly<Record<Mention['kind'], RuleId>> = {
  Service: 'unknown-service',
  TraefikService: 'unknown-traefik-service',
  Middleware: 'unknown-middleware',
  MiddlewareTCP: 'unknown-middleware',
  TLSOption: 'unknown-tls-option',
  ServersTransport: 'unknown-servers-transport',
  ServersTransportTCP: 'unknown-servers-transport',
  Secret: 'unknown-secret',
  ConfigMap: 'unknown-config-map',
  IngressRoute: 'unknown-parent',
};

/** Kinds that are named together with a namespace; the others are looked up beside the object. */
const takeNamespace: ReadonlySet<Mention['kind']> = new Set([
  'Service',
  'TraefikService',
  'Middleware',
  'MiddlewareTCP',
  'TLSOption',
  'IngressRoute',
]);

/** References to objects that are neither made nor known to exist. */
export const unknownReference: ObjectCheck = (inventory) => {
  const written = writtenSecrets(inventory);
  return inventory.mentions
    .filter(({ mention: { kind, namespace, name } }) => {
      if (kind === 'Secret' && written.has(`${namespace}/${name}`)) return false;
      return !isThere(inventory, kind, namespace, name);
    })
    .map((placedMention) => unknown(inventory, placedMention));
};

function unknown(inventory: Inventory, { placed, mention }: PlacedMention): ObjectFinding {
  const { kind, namespace, name, field, consequence, rule = rules[kind] } = mention;
  return {
    placed,
    rule,
    severity: 'error',
    message: `There is no ${kind} "${name}"${namespace === undefined ? '' : ` in namespace ${namespace}`}.`,
    field,
    consequence,
    fix: fixFor(inventory, mention),
    mention,
    ...misread(inventory, mention),
  };
}

const otherProtocol: Partial<Readonly<Record<Mention['kind'], Mention['kind']>>> = {
  Middleware: 'MiddlewareTCP',
  MiddlewareTCP: 'Middleware',
};

/** A middleware that is there after all, and would be found under another name or by another kind of route. */
function misread(
  inventory: Inventory,
  { kind, namespace = '', name }: Mention,
): Pick<ObjectFinding, 'rule' | 'fix'> | undefined {
  const other = otherProtocol[kind];
  if (!other) return undefined;
  if (isThere(inventory, other, namespace, name)) {
    return {
      rule: 'middleware-of-other-protocol',
      fix: `There is ${withArticle(other)} of this name: make ${withArticle(kind)}.`,
    };
  }
  const bare = name.startsWith(`${namespace}-`) ? name.slice(namespace.length + 1) : '';
  if (bare === '' || !isThere(inventory, kind, namespace, bare)) return undefined;
  return { rule: 'prefixed-name', fix: `Write the bare name: \`${bare}\`.` };
}

function isThere(
  inventory: Inventory,
  kind: Mention['kind'],
  namespace: string | undefined,
  name: string,
): boolean {
  return Boolean(inventory.made(kind, namespace, name) ?? inventory.existing(kind, namespace, name));
}

/** Where a reference says what its name does not. */
function elsewhere(kind: Mention['kind']): string {
  const port = kind === 'Service' ? 'its port stands in `port`, and ' : '';
  return takeNamespace.has(kind)
    ? `${port}another namespace in \`namespace\``
    : 'it is looked for in the namespace of the object that names it';
}

/** What stands there under a name, and is not what it was meant as, with what to do about it. */
const misfits = oncePer(
  ({ objects, refused }: Inventory): ReadonlyMap<string, string> =>
    new Map([
      ...objects
        .map(({ object }) => object)
        .filter(({ apiVersion }) => apiVersion.startsWith('traefik.containo.us/'))
        .map(
          ({ kind, metadata: { namespace, name } }) =>
            [
              keyOf(kind, namespace, name),
              'It is there, in the group traefik.containo.us of v2: write apiVersion: traefik.io/v1alpha1 in it.',
            ] as const,
        ),
      ...refused.flatMap(({ placed: { object }, refusal: { meant, fix } }) => {
        const { apiVersion, kind, metadata } = object;
        return meant
          ? [
              [
                keyOf(meant.kind, metadata.namespace, metadata.name),
                `It is there as ${kind} of ${apiVersion}, which the API server refuses: ${fix}.`,
              ] as const,
            ]
          : [];
      }),
    ]),
);

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? 'default'}/${name}`;
}

function fixFor(inventory: Inventory, { kind, namespace, name }: Mention): string {
  const home = inventory.namespaceOf(kind, name);
  if (home !== undefined) {
    return takeNamespace.has(kind)
      ? `It is in namespace ${home}: write \`{ name: ${name}, namespace: ${home} }\`.`
      : `It is in namespace ${home}, and has to be beside the object that names it.`;
  }
  if (!/^[a-z0-9.-]+$/.test(name) || /\.svc(?:\.|$)/.test(name)) {
    const [bare = ''] = name.split(kind === 'Service' ? /[:./]/ : /[:]/);
    return `Write the bare name${bare === '' || bare.includes('/') ? '' : `, such as ${bare.toLowerCase()}`}: ${elsewhere(kind)}.`;
  }
  const misfit = misfits(inventory).get(keyOf(kind, namespace, name));
  if (misfit !== undefined) return misfit;
  const near = inventory.nearestName(kind, namespace, name);
  if (near !== undefined) return `Did you mean "${near}"?`;
  const section = Object.entries(existingKinds).find(([, each]) => each === kind)?.[0];
  return (
    'Make it; or, if something else makes it, declare it: ' +
    `\`existing: { ${section}: { ${name}: {} } }\` in the environment, \`declareCluster\` in TypeScript.`
  );
}
