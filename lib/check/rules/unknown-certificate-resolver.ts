import { didYouMean } from '../../core/finding';
import { stringAt } from '../cluster';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** Certificate resolvers that the environment's Traefik does not have. */
export const unknownCertificateResolver: ObjectCheck = ({ objects, facts }) => {
  const known = facts.traefik?.certificateResolvers;
  if (known === undefined) return [];
  return objects.flatMap((placed): ObjectFinding[] => {
    const resolver = stringAt(placed.object, 'spec', 'tls', 'certResolver');
    if (resolver === undefined || known.has(resolver)) return [];
    return [
      {
        placed,
        rule: 'unknown-certificate-resolver',
        message: `There is no certificate resolver "${resolver}".`,
        field: ['spec', 'tls', 'certResolver'],
        ...didYouMean(resolver, known),
      },
    ];
  });
};
