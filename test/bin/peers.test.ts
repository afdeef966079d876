import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { libraryIn } from '../support/library';
import { repository, run } from './support';

jest.setTimeout(120_000);

const temporary = temporaryFolders();
const modules = join(repository, 'node_modules');

/** Programs by file: one for the launcher, and one that Node runs as it is. */
type Programs = Readonly<Record<'main.cjs' | 'plain.cjs', string>>;

/** A project with a cdk8s of its own, into which this repository is linked as npm links `file:../clone`. */
function project(programs: Programs): string {
  const folder = temporary();
  for (const name of ['cdk8s', 'constructs']) copyPackage(name, join(folder, 'node_modules'));
  symlinkSync(repository, join(folder, 'node_modules/cdk8s-traefik'));
  writeFileSync(join(folder, 'package.json'), '{}');
  for (const [file, text] of Object.entries(programs)) writeFileSync(join(folder, file), text);
  return folder;
}

function copyPackage(name: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(modules, name), join(folder, name), { recursive: true });
}

const programOf = (app: string, cdk8s: string, library: string): string => `
const { App, ApiObject, Chart, Lazy } = ${cdk8s};
const { DeliveryApp, TLSOption } = ${library};
const chart = new Chart(${app}, 'web', { namespace: 'shop' });
const data = { name: Lazy.any({ produce: () => 'late' }) };
new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' }, data });
new TLSOption(chart, 'tls', { minVersion: 'VersionTLS13' });
chart.node.root.synth();
`;

const programsOf = (app: string, cdk8s: string): Programs => ({
  'main.cjs': programOf(app, cdk8s, "require('cdk8s-traefik')"),
  'plain.cjs': programOf(app, cdk8s, libraryIn()),
});

const bySynth = (folder: string): ReturnType<typeof run> =>
  run(folder, 'node_modules/cdk8s-traefik/bin/synth.js', ['main.cjs']);

test.each(['new App()', 'new DeliveryApp()'])(
  'a program whose cdk8s-traefik is a linked clone has one cdk8s: %s',
  (app) => {
    const folder = project(programsOf(app, "require('cdk8s')"));
    for (const ran of [bySynth(folder), run(folder, 'plain.cjs')]) {
      expect(ran).toMatchObject({ status: 0, err: '' });
      expect(readFileSync(join(folder, 'dist/web.k8s.yaml'), 'utf8')).toMatch(
        /name: late[^]*minVersion: VersionTLS13/,
      );
    }
  },
);

test.each(['new App()', 'new DeliveryApp()'])(
  'a second copy of cdk8s is told with the folders of both, and what to do: %s',
  (app) => {
    const folder = project(programsOf(app, "require('./other/main.cjs')"));
    copyPackage('cdk8s', join(folder, 'other/node_modules'));
    writeFileSync(join(folder, 'other/main.cjs'), "module.exports = require('cdk8s');");
    for (const { status, out, err } of [bySynth(folder), run(folder, 'plain.cjs')]) {
      expect(status).toBe(1);
      expect(err).toContain('Several copies of cdk8s are loaded');
      expect(err).toContain(join(folder, 'node_modules/cdk8s'));
      expect(err).toContain(join(folder, 'other/node_modules/cdk8s'));
      expect(err).toContain('npm ls cdk8s');
      expect(out + err).not.toMatch(/^\s+at /m);
    }
  },
);
