/**
 * The scheme that a route has to name for a port, where Traefik would not come to it by itself: it takes https for
 * 443 and names that begin with https, else http.
 */
export function schemeToWrite(port: {
  readonly name: string;
  readonly port: number;
  readonly scheme?: string;
}): { readonly scheme?: string; readonly write: boolean } {
  const assumed = port.port === 443 || port.name.startsWith('https') ? 'https' : 'http';
  const { scheme } = port;
  return scheme === undefined || scheme === assumed ? { write: false } : { scheme, write: true };
}
