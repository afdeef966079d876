import { elementName } from '../../../traefik/model';
import type { Inventory, Mention } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

const suffix = '@kubernetescrd';

/** Kinds whose references Traefik refuses with a provider where it keeps namespaces apart; services it does not. */
const refused: ReadonlySet<Mention['kind']> = new Set([
  'Middleware',
  'MiddlewareTCP',
  'TLSOption',
  'ServersTransport',
]);

/** References that name the provider of Traefik's own kinds, which Traefik may refuse, or does not find. */
export const providerReference: ObjectCheck = (inventory) => {
  const { traefik } = inventory.facts;
  const isAllowed = traefik === undefined || traefik.allowCrossNamespace === true;
  return inventory.providerMentions.flatMap(({ placed, mention }): readonly ObjectFinding[] => {
    if (!mention.name.endsWith(suffix) || !refused.has(mention.kind)) return [];
    const meant = meantBy(inventory, mention);
    const { field } = mention;
    return [
      ...(isAllowed
        ? []
        : [
            {
              placed,
              rule: 'provider-reference-not-allowed' as const,
              message: `The reference ${mention.name} names its provider.`,
              field,
            },
          ]),
      ...(meant === undefined
        ? []
        : [
            {
              placed,
              rule: 'prefixed-name' as const,
              message: `The reference ${mention.name} lacks the namespace.`,
              fix: `Write ${meant}.`,
              field,
            },
          ]),
    ];
  });
};

/** The name that Traefik knows what was meant by, where it is another than is written. */
function meantBy({ objects, facts }: Inventory, { kind, name }: Mention): string | undefined {
  const bare = name.slice(0, -suffix.length);
  const namesOf = (object: (typeof objects)[number]['object']): readonly string[] => {
    const { namespace = 'default', name: own } = object.metadata;
    return [elementName(namespace, own, facts.traefik?.safeNaming), `${namespace}-${own}${suffix}`];
  };
  const ofKind = objects.filter(({ object }) => object.kind === kind);
  if (ofKind.some(({ object }) => namesOf(object).includes(name))) return undefined;
  const meant = ofKind.find(({ object }) => object.metadata.name === bare);
  return meant && namesOf(meant.object)[0];
}
