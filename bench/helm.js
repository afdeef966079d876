'use strict';

const { spawnSync } = require('node:child_process');
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** Helm refuses a larger template. */
const mostBytes = 5 * 1024 * 1024;

/** The path of Helm as the tests find it; undefined where there is none. */
function findHelm() {
  const script =
    "require('tsx/cjs/api').register(); console.log(require('./test/support/tools.ts').helm() ?? '')";
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim() || undefined;
}

/** Writes a chart without a single action in it, of the manifests in a folder. */
function writeStaticChart(chart, manifests) {
  const templates = join(chart, 'templates');
  mkdirSync(templates, { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: static\nversion: 0.1.0\n');
  const documents = readdirSync(manifests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => readFileSync(join(manifests, file), 'utf8').split(/^---\n/m))
    .map((text) => text.replaceAll('{{', '{{ "{{" }}'));
  let parts = [];
  let bytes = 0;
  let files = 0;
  const flush = () => {
    if (parts.length > 0) writeFileSync(join(templates, `part-${files++}.yaml`), parts.join('---\n'));
    [parts, bytes] = [[], 0];
  };
  for (const document of documents) {
    const size = Buffer.byteLength(document) + '---\n'.length;
    if (bytes + size >= mostBytes) flush();
    parts.push(document);
    bytes += size;
  }
  flush();
}

module.exports = { findHelm, writeStaticChart };
