import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Go's path.Clean. */
export function cleanPath(path: string): string {
  if (path === '') return '.';
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  const clean = `${rooted ? '/' : ''}${parts.join('/')}`;
  return clean === '' ? '.' : clean;
}

/** A path as Compose takes it: `~` is the home folder, and what is relative starts at a folder. */
export function resolvedPath(path: string, folder: string): string {
  const home = /^~(?=\/|$)/.test(path) ? join(homedir(), path.slice(1)) : path;
  return home === '' || isAbsolute(home) ? home : cleanPath(`${folder}/${home}`);
}
