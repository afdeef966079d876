import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiObjectData, canonicalValue, objectKey, isApiObject } from '../../../lib/core/manifest';
import { parseYaml } from '../../../lib/core/yaml';
import { helm } from '../../support/tools';

const program = helm();

/** Tests that need Helm: from the npm package on Linux x64, elsewhere from PATH. */
export const withHelm = program === undefined ? describe.skip : describe;
if (program === undefined) process.stderr.write('There is no Helm here: what needs it is not tested.\n');

/** Runs Helm and gives what it prints; where it fails, the error has what it said. */
export function runHelm(...args: readonly string[]): string {
  if (program === undefined) throw new Error('there is no Helm');
  const home = join(tmpdir(), 'cdk8s-traefik-helm');
  return execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    // So short a life needs no collection of garbage, which takes Helm a third of its time.
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      KUBECONFIG: '/dev/null',
      GOGC: 'off',
      GOMEMLIMIT: '512MiB',
    },
  });
}

/** What Helm makes of a chart. */
export function template(chart: string, namespace: string, ...args: readonly string[]): ApiObjectData[] {
  const text = runHelm('template', 'release', chart, '--namespace', namespace, ...args);
  const { documents, problems } = parseYaml(text, 'helm template');
  expect(problems).toEqual([]);
  const objects = documents.map(({ value }) => value).filter((value) => value !== null);
  expect(objects.filter((object) => !isApiObject(object))).toEqual([]);
  return objects.filter(isApiObject);
}

/** Objects by identity, so that sets of them are compared and a difference shows where it is. */
export function byIdentity(objects: readonly ApiObjectData[]): Readonly<Record<string, unknown>> {
  const entries = objects.map(
    (object) => [objectKey(object).replaceAll('\0', '/'), canonicalValue<unknown>(object)] as const,
  );
  const set = Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  expect(Object.keys(set)).toHaveLength(objects.length);
  return set;
}

/** A folder of its own for a test, removed afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-chart-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What Helm says where it refuses. */
export function failureOf(...args: readonly string[]): string {
  try {
    runHelm(...args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error(`helm ${args.join(' ')} was expected to fail`);
}
