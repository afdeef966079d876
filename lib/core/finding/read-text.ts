import { lstatSync, readFileSync } from 'node:fs';
import { type Problem, ProblemError } from './problem';

/**
 * The text of a file, which has to be UTF-8; a byte order mark is left out.
 *
 * @param file how messages name it
 * @param source its path or descriptor, where that is not its name
 * @throws ProblemError where it cannot be read
 */
export function readText(file: string, source: string | number = file): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(source));
  } catch (error) {
    throw new ProblemError([unreadable(file, error)]);
  }
}

/** That a file or folder cannot be read, and why: in words where the reason is a common one. */
export function unreadable(path: string, error: unknown): Problem {
  return {
    rule: 'unreadable-file',
    severity: 'error',
    message: `${path} cannot be read: ${reasonOf(path, error)}.`,
    location: { file: path, line: 1, column: 1 },
  };
}

function reasonOf(path: string, error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return isLink(path) ? 'it leads nowhere' : 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'it is not a folder';
    case 'ELOOP':
      return 'its links lead in a circle';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8 text';
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
      return 'it is too large';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
