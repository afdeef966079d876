import type { Finding } from '../../../../core/finding';
import { refused } from '../finding';
import { regexpListFindings } from '../regexp';
import type { PartialMiddleware } from './middleware';

/** What is wrong with headers: a middleware that sets none, and origins that Go cannot match. */
export function headersFindings({ headers }: PartialMiddleware): readonly Finding[] {
  if (!headers) return [];
  if (Object.values(headers).some(hasEffect)) {
    const field = 'accessControlAllowOriginListRegex';
    return regexpListFindings(headers[field], ['headers', field]);
  }
  return [
    refused('no-headers', ['headers'], {
      message: 'The middleware sets no header.',
      fix: 'Set at least one header, or remove the middleware.',
    }),
  ];
}

/** Whether Traefik finds that a field asks for something: numbers, true, and texts, lists and maps with content. */
function hasEffect(value: unknown): boolean {
  if (typeof value === 'number') return true;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}
