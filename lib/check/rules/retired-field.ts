import { isPlainMap, valueAt } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** Fields that v3 reads for the sake of old objects and does nothing with, and what has taken their place. */
const retired: readonly (readonly [kind: string, at: FieldPath, instead: string])[] = [
  [
    'Middleware',
    ['headers', 'sslRedirect'],
    'Write a Middleware redirectScheme: { scheme: https }, or the redirection of the entry point.',
  ],
  [
    'Middleware',
    ['headers', 'sslTemporaryRedirect'],
    'Write a Middleware redirectScheme: { scheme: https }, or the redirection of the entry point.',
  ],
  ['Middleware', ['headers', 'sslHost'], 'Write a Middleware redirectRegex.'],
  ['Middleware', ['headers', 'sslForceHost'], 'Write a Middleware redirectRegex.'],
  ['Middleware', ['headers', 'featurePolicy'], 'Write permissionsPolicy.'],
  [
    'Middleware',
    ['forwardAuth', 'tls', 'caOptional'],
    'Leave it out: the server decides whether it wants a certificate.',
  ],
  ['TLSOption', ['preferServerCipherSuites'], 'Leave it out: Go chooses by itself.'],
];

/** Fields of v2 that have no effect. */
export const retiredField: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed): ObjectFinding[] => {
    const { kind, spec } = placed.object;
    if (!isPlainMap(spec)) return [];
    return retired.flatMap(([of, at, fix]): ObjectFinding[] => {
      if (of !== kind || valueAt(spec, ...at.map(String)) === undefined) return [];
      return [
        {
          placed,
          rule: 'retired-field',
          message: `${at.join('.')} has no effect.`,
          fix,
          field: ['spec', ...at],
        },
      ];
    });
  });
