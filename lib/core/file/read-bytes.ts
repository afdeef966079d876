import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';

/**
 * The most bytes that are read of one file, or of standard input: 256 MiB, which is some 100,000 objects as
 * `kubectl get -o yaml` prints them. What is larger would end in the runtime's own crash.
 */
const maximalBytes = 256 * 1024 * 1024;

/** Why a path is not read, where the operating system itself would have let it. */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';

  constructor(
    message: string,
    /** What to do instead. */
    readonly fix?: string,
  ) {
    super(message);
  }
}

/**
 * The bytes of a file. A pipe, a device or a socket is refused before it is opened: reading one may never end.
 *
 * @throws NotReadable, or the error of the operating system
 */
export function readBytes(path: string, limit = maximalBytes): Buffer {
  refuseUnlessFile(statSync(path), limit);
  // What was a file may be a pipe by now: opened in this way none waits for a writer.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    refuseUnlessFile(fstatSync(descriptor), limit);
    return readToEnd(descriptor, limit);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * All that comes from a descriptor until its end: a file of whatever kind that the user has opened.
 *
 * @throws NotReadable where it is more than the limit
 */
export function readToEnd(descriptor: number, limit = maximalBytes): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    // One byte more than allowed tells that there is more; a file of /proc says that it has no size.
    const chunk = Buffer.allocUnsafe(
      Math.min(Math.max(fstatSync(descriptor).size - length, 65_536), limit) + 1,
    );
    const count = readSome(descriptor, chunk);
    if (count === 0) return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
    length += count;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk.subarray(0, count));
  }
}

/** Reads once; waits where a pipe that does not block has nothing yet. */
function readSome(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
      // Windows says so where a pipe has ended.
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function refuseUnlessFile(stats: Stats, limit: number): void {
  if (stats.isDirectory()) throw new NotReadable('it is a folder');
  if (!stats.isFile()) {
    throw new NotReadable(
      `it is ${kindOf(stats)}, not a file`,
      'Name a file; what a program prints is read by "-".',
    );
  }
  if (stats.size > limit) throw tooLarge(limit);
}

/** What something is that is no file, in words. */
export function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  if (stats.isSymbolicLink()) return 'a symbolic link';
  return 'a device';
}

function tooLarge(limit: number): NotReadable {
  return new NotReadable(`it is larger than ${limit / 1024 / 1024} MiB`, 'Divide it into several.');
}
