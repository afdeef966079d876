import { type Bytes, fromBytes, isAscii } from './bytes';

/**
 * Whether a domain fits a host expression. A leading `*` stands for exactly the first label, so
 * `*.example.com` takes `a.example.com` and neither `example.com` nor `a.b.example.com`.
 */
export function domainMatches(domain: Bytes, expression: Bytes): boolean {
  if (!expression.startsWith('*')) return equalFold(domain, expression);
  const dot = domain.indexOf('.');
  return equalFold(`*${dot < 0 ? '' : domain.slice(dot)}`, expression);
}

/** Go's `strings.EqualFold` with an ASCII expression: two letters outside ASCII fold into it. */
function equalFold(domain: Bytes, expression: Bytes): boolean {
  if (domain === expression) return true;
  return foldAscii(domain) === expression.toLowerCase();
}

function foldAscii(domain: Bytes): string {
  const text = isAscii(domain)
    ? domain
    : fromBytes(domain).replaceAll('\u017f', 's').replaceAll('\u212a', 'k');
  return text.toLowerCase();
}
