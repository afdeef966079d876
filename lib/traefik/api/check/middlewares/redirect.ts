import type { Finding } from '../../../../core/finding';
import { required } from '../finding';
import type { PartialMiddleware } from './middleware';
import { replacementFindings } from './path';

/** What is wrong with redirects. */
export function redirectFindings({ redirectScheme, redirectRegex }: PartialMiddleware): readonly Finding[] {
  return [
    ...(redirectScheme ? required(redirectScheme.scheme, ['redirectScheme', 'scheme']) : []),
    ...(redirectRegex
      ? [
          ...replacementFindings(redirectRegex, 'redirectRegex'),
          ...required(
            redirectRegex.replacement,
            ['redirectRegex', 'replacement'],
            'Traefik redirects to an empty URL, which is the same page again.',
          ),
        ]
      : []),
  ];
}
