import { lstatSync } from 'node:fs';
import { type Problem, ProblemError } from '../finding';
import { errorCode } from './error-code';
import { NotReadable, readBytes, readToEnd } from './read-bytes';

/**
 * The text of a file, which has to be UTF-8; a byte order mark is left out. Only files are read, also at the end
 * of a link: a pipe or a device might never end.
 *
 * @throws ProblemError where it cannot be read, or is larger than 256 MiB
 */
export function readText(file: string): string {
  return decoded(file, () => readBytes(file));
}

/**
 * The text of standard input until its end.
 *
 * @throws ProblemError where it is no UTF-8, or more than 256 MiB
 */
export function readStandardInput(): string {
  return decoded('<standard input>', () => readToEnd(0));
}

function decoded(file: string, read: () => Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read());
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
    ...(error instanceof NotReadable && error.fix !== undefined && { fix: error.fix }),
    location: { file: path, line: 1, column: 1 },
  };
}

function reasonOf(path: string, error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return isLink(path) ? 'it leads nowhere' : 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENXIO':
      return 'it is a pipe or a socket, not a file';
    case 'ENOTDIR':
      return 'it is not a folder';
    case 'ELOOP':
      return 'its links lead in a circle';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8 text';
    case 'ERR_STRING_TOO_LONG':
      return 'it is too large';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
