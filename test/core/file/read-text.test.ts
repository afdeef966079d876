import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readText } from '../../../lib/core/file';
import { ProblemError } from '../../../lib/core/finding';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'text-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file and reads it back. */
function reread(content: string | Buffer): string {
  const file = join(folder, 'file');
  writeFileSync(file, content);
  return readText(file);
}

/** What is said of a path that cannot be read. */
function complaint(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ message }) => message.replace(path, 'X')).join();
  }
}

test('a text comes back as it was written, but for the byte order mark of an editor', () => {
  expect(reread('größer\r\n\u0000')).toBe('größer\r\n\u0000');
  expect(reread('\uFEFFa: 1')).toBe('a: 1');
  expect(reread('')).toBe('');
});

test('what is no UTF-8 is refused, not guessed', () => {
  expect(() => reread(Buffer.from([0x61, 0xff]))).toThrow('it is not UTF-8 text');
});

test('it is said in words why a file cannot be read', () => {
  const at = (name: string) => join(folder, name);
  mkdirSync(at('folder'));
  writeFileSync(at('text'), '');
  symlinkSync(at('gone'), at('dangling'));
  symlinkSync(at('circle'), at('circle'));
  expect(complaint(at('gone'))).toBe('X cannot be read: there is no such file or folder.');
  expect(complaint(at('dangling'))).toBe('X cannot be read: it leads nowhere.');
  expect(complaint(at('circle'))).toBe('X cannot be read: its links lead in a circle.');
  expect(complaint(at('folder'))).toBe('X cannot be read: it is a folder.');
  expect(complaint(at('text/below'))).toBe('X cannot be read: it is not a folder.');
  expect(complaint('a\0b')).toMatch(/^X cannot be read: .*null bytes/);
});

describe('what is no file is refused at once', () => {
  test('a pipe, which would wait for a writer', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(complaint(pipe)).toBe('X cannot be read: it is a pipe, not a file.');
  });

  test('a device, which may never end, behind a link too', () => {
    const link = join(folder, 'link');
    symlinkSync('/dev/zero', link);
    expect(complaint(link)).toBe('X cannot be read: it is a device, not a file.');
    expect(complaint('/dev/tty')).toBe('X cannot be read: it is a device, not a file.');
  });

  test('a socket', async () => {
    const socket = join(folder, 'socket');
    const server = createServer();
    await new Promise<void>((listening) => server.listen(socket, listening));
    expect(complaint(socket)).toBe('X cannot be read: it is a socket, not a file.');
    await new Promise((closed) => server.close(closed));
  });

  test('a file that is larger than any that could be worked on', () => {
    const file = join(folder, 'huge');
    writeFileSync(file, '');
    truncateSync(file, 2 ** 40);
    expect(complaint(file)).toBe('X cannot be read: it is larger than 256 MiB.');
  });

  test('standard input that does not end', () => {
    const script = `require('tsx/cjs/api').register(); require(${JSON.stringify(resolve('lib/core/file'))}).readStandardInput()`;
    const { stderr } = spawnSync('bash', ['-c', '"$0" -e "$1" < /dev/zero', process.execPath, script], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('<standard input> cannot be read: it is larger than 256 MiB.');
  }, 60_000);
});

test('a file of the system that says it has no size is read to its end', () => {
  // Other systems than Linux have none.
  const text = existsSync('/proc/self/status') ? readText('/proc/self/status') : 'Name:';
  expect(text).toMatch(/^Name:/);
});
