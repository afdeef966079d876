import type { ObjectCheck } from './object-finding';

/** References of Traefik's objects into another namespace, which the provider follows only where it may. */
export const crossNamespace: ObjectCheck = ({ facts, mentions }) => {
  if (facts.traefik === undefined || facts.traefik.allowCrossNamespace === true) return [];
  return mentions
    .filter(({ mention }) => mention.crossNamespace)
    .map(({ placed, mention: { kind, namespace, name, field } }) => ({
      placed,
      rule: placed.object.kind === 'Middleware' ? 'child-in-other-namespace' : 'cross-namespace',
      message: `${kind} "${name}" is in another namespace, ${namespace}.`,
      field,
    }));
};
