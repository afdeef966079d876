import { type BuiltTraefik, requireTraefik } from '../parts/parts';
import { type Disagreement, disagreements } from './compare';
import { Oracle } from './oracle';
import { Random } from './random';
import { httpRequest, tcpRequest } from './requests';
import { type RuleQuestion, ruleQuestion } from './rules';

/** What a run compared. */
export interface Report {
  readonly rules: number;
  readonly refusedRules: number;
  /** Rule × request answers, one for each rule that Traefik refuses. */
  readonly answers: number;
  readonly matched: number;
  readonly disagreements: readonly Disagreement[];
}

const RULES_PER_ROUND = 200;
const REQUESTS_PER_ROUND = 60;

/**
 * Compares rules and requests made from a seed with the multiplexers of a release until so many answers are in; a seed
 * always makes the same ones.
 */
export async function compareMuxers(version: BuiltTraefik, seed: number, answers: number): Promise<Report> {
  const random = new Random(seed);
  const oracle = new Oracle(requireTraefik('muxer', version));
  const found: Disagreement[] = [];
  const total = { rules: 0, refusedRules: 0, answers: 0, matched: 0 };
  try {
    while (total.answers < answers && found.length < 100) {
      const http = random.list(REQUESTS_PER_ROUND, REQUESTS_PER_ROUND, () => httpRequest(random));
      const tcp = random.list(REQUESTS_PER_ROUND, REQUESTS_PER_ROUND, () => tcpRequest(random));
      const questions = random.list(RULES_PER_ROUND, RULES_PER_ROUND, () => ruleQuestion(random));
      for (const [protocol, requests] of [
        ['http', http],
        ['tcp', tcp],
      ] as const) {
        const asked: RuleQuestion[] = questions.filter((question) => question.protocol === protocol);
        await oracle.use(requests);
        const told = await oracle.ask(asked);
        for (const [index, question] of asked.entries()) {
          const answer = told[index];
          if (!answer) throw new Error('an answer is missing');
          found.push(...disagreements(question, requests, answer, version));
          total.rules++;
          total.refusedRules += answer.error === undefined ? 0 : 1;
          total.answers += answer.matches?.length ?? 1;
          total.matched += answer.matches?.replaceAll(/[^1]/g, '').length ?? 0;
        }
      }
    }
  } finally {
    await oracle.close();
  }
  return { ...total, disagreements: found };
}
