import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder, makeFolders } from '../../../lib/core/file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'make-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, and those that were missing are told', () => {
  expect(makeFolders(join(folder, 'a/b'))).toEqual([join(folder, 'a'), join(folder, 'a/b')]);
  expect(makeFolders(join(folder, 'a/b'))).toEqual([]);
  expect(existsSync(join(folder, 'a/b'))).toBe(true);
});

test('why one cannot be made is told in words', () => {
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('circle', join(folder, 'circle'));
  symlinkSync('gone', join(folder, 'lost'));
  for (const [path, reason] of [
    ['file', `${folder}/file is no folder`],
    ['file/below', 'a part of its path is no folder'],
    ['circle', `${folder}/circle is a link that leads in a circle`],
    ['lost/below', `${folder}/lost is a link that leads nowhere`],
    ['x'.repeat(300), 'its name is too long'],
  ] as const) {
    expect(() => makeFolder(join(folder, path))).toThrow(
      `${join(folder, path)} cannot be written: ${reason}.`,
    );
  }
});
