import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../lib/core/yaml';
import { mapsIn } from '../support/maps';
import { runProgram } from '../support/program';
import { packageFolder } from './foreign-project';

/** A step of a job as its runner runs it: a script, or what an action does. */
export type Step = ShellStep | { readonly name: string; readonly act: () => void };

export interface ShellStep {
  readonly name: string;
  readonly shell: string;
  readonly args: readonly string[];
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Ended {
  /** Names of the steps that ran, the last of which failed unless all went well. */
  readonly steps: readonly string[];
  readonly failed?: string;
  /** What the last one printed. */
  readonly output: string;
}

/** Runs steps one after the other until one fails. */
export async function runSteps(
  steps: readonly Step[],
  variables: Readonly<Record<string, string>>,
): Promise<Ended> {
  const ran: string[] = [];
  const scripts = mkdtempSync(join(packageFolder(), 'steps-'));
  let output = '';
  for (const step of steps) {
    ran.push(step.name);
    if ('act' in step) {
      step.act();
      continue;
    }
    const file = join(scripts, `${ran.length}.sh`);
    writeFileSync(file, step.script);
    const env = { ...process.env, CI: 'true', ...variables, ...step.env };
    // oxlint-disable-next-line no-await-in-loop -- steps follow each other
    const ended = await runProgram(step.shell, [...step.args, file], { cwd: step.cwd, env });
    ({ output } = ended);
    if (ended.status !== 0) return { steps: ran, failed: step.name, output };
  }
  return { steps: ran, output };
}

/** The maps that the documents of a YAML file are. */
export function documentsOf(path: string): readonly Readonly<Record<string, unknown>>[] {
  return mapsIn(parseYaml(readFileSync(path, 'utf8'), path).documents.map(({ value }) => value));
}
