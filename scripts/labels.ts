/**
 * `npm run import:labels`: records which fields labels may set, as Traefik's own types have them, from the part
 * docker-provider that test/real builds (`npm run real:build`), into imports/traefik.labels.json.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { requirePart } from '../test/real/parts/parts';

const text = execFileSync(requirePart('docker-provider'), ['types'], {
  encoding: 'utf8',
  maxBuffer: 1024 ** 3,
});
writeFileSync(resolve(__dirname, '../imports/traefik.labels.json'), text);
