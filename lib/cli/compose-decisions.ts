import {
  type Decisions,
  type DecisionKind,
  type Question,
  decidable,
  isDecisionKind,
} from '../tools/compose';
import { meant } from './arguments';
import { UsageError } from './command';

/** The options by which things are decided, as `parseArgs` is told of them. */
export const decisionOptions: Readonly<
  Record<DecisionKind, { readonly type: 'string'; readonly multiple: true }>
> = {
  port: { type: 'string', multiple: true },
  image: { type: 'string', multiple: true },
  'one-shot': { type: 'string', multiple: true },
  user: { type: 'string', multiple: true },
  size: { type: 'string', multiple: true },
  secret: { type: 'string', multiple: true },
  issuer: { type: 'string', multiple: true },
};

const kinds = Object.keys(decidable).filter(isDecisionKind);

/** The options, as people write them. */
export const decisionNames: readonly string[] = kinds.map((kind) => `--${kind}`);

/** What the help of the command says of them. */
export const decisionHelp: readonly string[] = kinds.map((kind) => {
  const { of, value, help } = decidable[kind];
  return `  --${kind} ${of}=${value}  ${help}; repeatable`;
});

/**
 * What the options of a command line decide.
 *
 * @throws UsageError where one is no answer
 */
export function decisionsOf(values: Readonly<Partial<Record<DecisionKind, readonly string[]>>>): Decisions {
  const entries = kinds.map(
    (kind) => [kind, new Map((values[kind] ?? []).map((text) => parsed(kind, text)))] as const,
  );
  return Object.fromEntries(entries);
}

function parsed(kind: DecisionKind, text: string): readonly [string, string] {
  const { of, value, wants, isValid } = decidable[kind];
  const [subject = '', answer] = text.split(/=(.*)/s);
  if (answer === undefined || subject === '')
    throw new UsageError(`--${kind} takes ${of}=${value}, not "${text}"`);
  if (!isValid(answer)) throw new UsageError(`--${kind} ${subject} takes ${wants}, not "${answer}"`);
  return [subject, answer];
}

/**
 * Refuses decisions about what nobody asks: a name that is written wrongly would decide nothing without a word.
 *
 * @throws UsageError with the first of them
 */
export function refuseUnasked(decisions: Decisions, questions: readonly Question[]): void {
  for (const kind of kinds) {
    const asked = questions.flatMap((question) => (question.kind === kind ? [question.subject] : []));
    for (const subject of decisions[kind]?.keys() ?? []) {
      if (asked.includes(subject)) continue;
      const otherwise =
        asked.length > 0 ? `it is open for ${asked.join(', ')}` : 'the files leave none of these open';
      throw new UsageError(`--${kind} decides nothing of "${subject}": ${meant(subject, asked, otherwise)}`);
    }
  }
}
