import type { Finding } from '../../../construct';
import { refused } from '../finding';
import type { PartialMiddleware } from './middleware';

/** Fields that by themselves make no middleware: they only change what others do. */
const modifiers: ReadonlySet<string> = new Set([
  'addVaryHeader:false',
  'accessControlAllowCredentials:false',
]);

/** Fields for which any number counts, 0 too. */
const numbers: ReadonlySet<string> = new Set(['accessControlMaxAge', 'stsSeconds']);

/** What is wrong with headers: a middleware that sets none. */
export function headersFindings({ headers }: PartialMiddleware): readonly Finding[] {
  if (!headers || Object.entries(headers).some(([field, value]) => hasEffect(field, value))) return [];
  return [
    refused('no-headers', ['headers'], {
      message: 'The middleware sets no header.',
      fix: 'Set at least one header, or remove the middleware.',
    }),
  ];
}

/** Whether Traefik finds that a field asks for something: lists and maps with content, texts, and true. */
function hasEffect(field: string, value: unknown): boolean {
  if (typeof value === 'number') return numbers.has(field);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value) && !modifiers.has(`${field}:${String(value)}`);
}
