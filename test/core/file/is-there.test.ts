import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFile, isThere } from '../../../lib/core/file';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'is-there-'));
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  symlinkSync('file', join(folder, 'link'));
  symlinkSync('gone', join(folder, 'dangling'));
  symlinkSync('circle', join(folder, 'circle'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['file', true, true],
  ['folder', true, false],
  ['link', true, true],
  ['dangling', true, false],
  ['circle', true, false],
  ['circle/below', true, false],
  ['nothing', false, false],
  ['file/below', false, false],
])('of %s: it is there, %s; it is a file, %s', (name, there, file) => {
  expect([isThere(join(folder, name)), isFile(join(folder, name))]).toEqual([there, file]);
});
