import { type BigIntStats, closeSync, constants, openSync, statSync } from 'node:fs';
import { createServer } from 'node:net';

type Release = () => void;

/** That the lock of a folder was not to be had. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/**
 * Waits until no other process has the lock of a folder, and takes it. The kernel lets go of it when its process
 * ends, however that ends: no lock is ever stale, and nothing of it lies on the disk.
 *
 * @param patience milliseconds
 * @returns undefined where the folder went, or became another one, while waiting
 * @throws Busy, or the error of the operating system where there is no such folder
 */
export function lockFolder(folder: string, patience = 60_000): Release | undefined {
  const wanted = statSync(folder, { bigint: true });
  const deadline = Date.now() + patience;
  for (;;) {
    const release = hold(folder, wanted);
    if (release) {
      const present = statSync(folder, { bigint: true, throwIfNoEntry: false });
      if (present && identityOf(present) === identityOf(wanted)) return release;
      release();
      return undefined;
    }
    if (Date.now() > deadline) throw new Busy(folder);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}-${ino}`;
}

/** What of each system one process alone can have, and loses with its end. Only on Linux is it tested. */
function hold(folder: string, stats: BigIntStats): Release | undefined {
  switch (process.platform) {
    case 'linux':
    case 'android':
      // A socket without a file: it is in the kernel alone.
      return listen(`\0cdk8s-traefik-output-${identityOf(stats)}`);
    case 'win32':
      return listen(`\\\\.\\pipe\\cdk8s-traefik-output-${identityOf(stats)}`);
    default:
      return openAlone(folder);
  }
}

/** Binding happens before `listen` returns, though the word that it failed comes later. */
function listen(path: string): Release | undefined {
  const server = createServer().on('error', () => undefined);
  server.listen({ path, exclusive: true });
  return server.listening ? () => void server.close() : undefined;
}

/** `O_EXLOCK` of macOS and the BSDs, which Node has no name for. */
const exclusiveLock = 0x20;

function openAlone(folder: string): Release | undefined {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY | constants.O_NONBLOCK | exclusiveLock);
    return () => closeSync(descriptor);
  } catch {
    return undefined;
  }
}
