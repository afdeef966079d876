import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError, readText } from '../../../lib/core/finding';

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
