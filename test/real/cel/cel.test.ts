import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CelAnswer } from '../../check/cel/answer';
import { difference } from '../../check/cel/compare';
import { answerOf } from '../../check/cel/ours';
import { asked, written } from '../../check/cel/written';
import { Random } from '../muxer/random';
import { requirePart } from '../parts/parts';
import { askKubernetes } from './ask';
import { randomExpression } from './random';

const SEED = Number(process.env['CEL_SEED'] ?? 1);
const COUNT = Number(process.env['CEL_EXPRESSIONS'] ?? 10_000);

const file = join(__dirname, '../../check/cel/answers.json');

function questionsOf(expressions: readonly string[]): { expression: string; object: object }[] {
  return expressions.map((expression) => ({ expression, object: asked }));
}

/** `CEL_RECORD=1 npm run test:real -- cel` records them anew. */
test('the recorded answers are those of the packages of the API server', async () => {
  const answers = askKubernetes(requirePart('cel'), questionsOf(written));
  const now = Object.fromEntries(written.map((expression, index) => [expression, answers[index]]));
  if (process.env['CEL_RECORD'] !== undefined) writeFileSync(file, `${JSON.stringify(now, undefined, 2)}\n`);
  const { default: recorded } = await import('../../check/cel/answers.json');
  expect(now).toEqual(recorded);
});

test(`random expressions have the values that the API server gives them (seed ${SEED})`, () => {
  const random = new Random(SEED);
  const expressions = Array.from({ length: COUNT }, () => randomExpression(random));
  const questions = questionsOf(expressions);
  const answers = askKubernetes(requirePart('cel'), questions);
  const counts = { values: 0, failed: 0, refused: 0, notEvaluatedHere: 0, refusedByTheApiServerAlone: 0 };
  const differences = questions.flatMap((question, index) => {
    const theirs = answers[index] ?? {};
    counts[theirs.refused === undefined ? (theirs.failed === undefined ? 'values' : 'failed') : 'refused']++;
    const ours = answerOf(question);
    if (!ours) counts.notEvaluatedHere++;
    const found = ours && difference(theirs, ours);
    if (found === undefined || isLooser(theirs, ours)) {
      if (found !== undefined) counts.refusedByTheApiServerAlone++;
      return [];
    }
    return [{ expression: question.expression, found, theirs, ours }];
  });
  console.log(`seed ${SEED}: ${JSON.stringify(counts)}`);
  expect(differences).toEqual([]);
  expect(counts.values).toBeGreaterThan(COUNT / 3);
  expect(counts.notEvaluatedHere + counts.refusedByTheApiServerAlone).toBeLessThan(COUNT / 50);
}, 300_000);

/** An expression that the API server never takes never gives a verdict there. */
function isLooser(theirs: CelAnswer, ours: CelAnswer | undefined): boolean {
  return theirs.refused !== undefined && ours?.refused === undefined;
}
