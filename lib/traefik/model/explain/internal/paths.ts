/** A path without `.`, `..` and repeated slashes; a slash at its end stays, and the empty one is `/` (gorilla/mux). */
export function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const element of path.split('/')) {
    if (element === '..') kept.pop();
    else if (element !== '' && element !== '.') kept.push(element);
  }
  const isFolder = path.endsWith('/') && kept.length > 0;
  return `/${kept.join('/')}${isFolder ? '/' : ''}`;
}
