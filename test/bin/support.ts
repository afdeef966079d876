import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { libraryIn } from '../support/library';

export const repository = resolve(__dirname, '../..');

/** A main.ts that writes one ConfigMap; a name that Kubernetes does not take is a user's mistake. */
export function mainOf(name: string, library = libraryIn()): string {
  return `
import { ApiObject, Chart } from 'cdk8s';

const { DeliveryApp } = ${library};
const app = new DeliveryApp();
const chart = new Chart(app, 'web');
new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '${name}' } });
app.synth();
`;
}

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A clone of the repository as far as synthesizing goes: its launchers and cdk8s.yaml around a main.ts. */
export function makeClone(folder: string, main: string): void {
  for (const name of ['bin', 'cdk8s.yaml', '.npmrc']) {
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'main.ts'), main);
}

/** Runs a program of Node in a folder, with nothing of cdk8s in its environment. */
export function run(folder: string, script: string, args: readonly string[] = []): Run {
  return runNode(folder, [script, ...args]);
}

function runNode(folder: string, args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: cleanVariables(),
  });
  return { status, out: stdout, err: stderr };
}

function cleanVariables(): NodeJS.ProcessEnv {
  const { CDK8S_OUTDIR: _, CDK8S_RECORD_CONSTRUCT_METADATA: __, ...env } = process.env;
  return { ...env, CDK8S_CHECK_UPGRADE: 'false' };
}

/** What Node runs for `cdk8s synth` of the real cdk8s-cli. */
const cdk8sSynthArgs = [
  '--require',
  join(__dirname, 'without-init.js'),
  join(repository, 'node_modules/cdk8s-cli/bin/cdk8s'),
  'synth',
];

export function cdk8sSynth(folder: string, ...args: string[]): Run {
  return runNode(folder, [...cdk8sSynthArgs, ...args]);
}

/** `cdk8s synth` that runs while others do. */
export async function cdk8sSynthBeside(folder: string): Promise<Run> {
  const child = spawn(process.execPath, cdk8sSynthArgs, { cwd: folder, env: cleanVariables() });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const status = await new Promise<number | null>((closed) => child.once('close', closed));
  return { status, ...texts };
}
