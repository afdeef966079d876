import { spawnSync } from 'node:child_process';
import type { CelAnswer, CelQuestion } from '../../check/cel/answer';

/** Asks the packages of the API server, linked into a small Go program. */
export function askKubernetes(program: string, questions: readonly CelQuestion[]): readonly CelAnswer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { stdout, stderr, status } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): CelAnswer => JSON.parse(line));
}
