import { own } from '../../../core/base';
import { placesAt, stringAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

const cookies = [
  ['spec', 'routes', '*', 'services', '*', 'sticky', 'cookie'],
  ['spec', 'weighted', 'sticky', 'cookie'],
  ['spec', 'weighted', 'services', '*', 'sticky', 'cookie'],
];

/** Sticky cookies that browsers do not take. */
export const unsecuredCookie: ObjectCheck = (inventory) =>
  inventory.ofGroup('traefik.io').flatMap((placed) =>
    cookies
      .flatMap((pattern) => placesAt(placed.object, pattern))
      .flatMap(({ path, value }): ObjectFinding[] =>
        /^none$/i.test(stringAt(value, 'sameSite') ?? '') && own(value, 'secure') !== true
          ? [
              {
                placed,
                rule: 'unsecured-cookie',
                message: 'The cookie has sameSite none, and is not secure.',
                field: [...path, 'sameSite'],
              },
            ]
          : [],
      ),
  );
