import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeText } from '../../../lib/core/file';
import { ProblemError } from '../../../lib/core/finding';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-text-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file is replaced as a whole and keeps its mode; nothing is left beside it', () => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, 'old');
  chmodSync(file, 0o640);
  writeText(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['a.yaml']);
});

test('through a link its target is written, and the link stays', () => {
  writeFileSync(join(folder, 'a.yaml'), 'old');
  symlinkSync('a.yaml', join(folder, 'link.yaml'));
  writeText(join(folder, 'link.yaml'), 'new');
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.yaml', 'link.yaml']);
});

test('what cannot be written is a problem, and leaves nothing', () => {
  expect(() => writeText(join(folder, 'gone', 'a.yaml'), 'new')).toThrow(ProblemError);
  expect(() => writeText(join(folder, 'gone', 'a.yaml'), 'new')).toThrow(
    'a.yaml cannot be written: there is no such folder.',
  );
  expect(() => writeText(folder, 'new')).toThrow(`${folder} cannot be written: it is a folder.`);
  expect(readdirSync(folder)).toEqual([]);
});
