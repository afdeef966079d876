import { withArticle } from '../../core/base';
import { secretPaths } from '../cluster';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** Texts that are marked secret, in an object that is no Secret, or beside the data of one. */
export const exposedSecret: ObjectCheck = ({ objects, facts: { secrets } }) => {
  if (!secrets) return [];
  return objects.flatMap((placed): readonly ObjectFinding[] => {
    const { apiVersion, kind } = placed.object;
    const holdsSecrets = apiVersion === 'v1' && kind === 'Secret';
    return secretPaths(placed.object, secrets)
      .filter(([part]) => !holdsSecrets || (part !== 'data' && part !== 'stringData'))
      .map((field) => ({
        placed,
        rule: 'exposed-secret',
        message: `What is marked secret stands ${holdsSecrets ? 'beside the data of a Secret' : `in ${withArticle(kind)}`}.`,
        field,
      }));
  });
};
