import { groupBy, shellWord } from '../core/base';
import { isOccupied } from '../project/output';
import {
  type ComposeReport,
  type Decisions,
  type Question,
  decidable,
  isDecisionKind,
} from '../tools/compose';
import { type Surroundings, UsageError } from './command';
import type { KnownFault } from './compose-exceptions';

export type Ask = NonNullable<Surroundings['ask']>;

/** Asks until an answer will do; nothing typed is the usual one. */
async function answer(
  ask: Ask,
  question: string,
  complaint: (text: string) => string | undefined,
): Promise<string> {
  const text = (await ask(`${question} `))?.trim();
  if (text === undefined) throw new UsageError('the answers ended before the questions: nothing was written');
  const wrong = complaint(text);
  return wrong === undefined ? text : answer(ask, `${wrong} ${question}`, complaint);
}

/** Asks for a folder that a project can go to. */
export function askForFolder(ask: Ask, named: string | undefined): Promise<string> | string {
  const complaint = (folder: string): string | undefined =>
    folder === ''
      ? 'A name is needed.'
      : isOccupied(folder)
        ? `${folder} is there and not empty.`
        : undefined;
  const wrong = named === undefined ? undefined : complaint(named);
  if (named !== undefined && wrong === undefined) return named;
  return answer(
    ask,
    `${wrong === undefined ? '' : `${wrong} `}Which folder does the project go to?`,
    complaint,
  );
}

/** `y` and `n` as people type them. */
function wordOf(text: string): string {
  const word = text.toLowerCase();
  return word === 'y' ? 'yes' : word === 'n' ? 'no' : word;
}

/** Asks what the files leave open and no option decides; answers may bring up more. */
export async function askToDecide(
  ask: Ask,
  decisions: Decisions,
  questionsOf: (decisions: Decisions) => readonly Question[],
  asked: ReadonlySet<string> = new Set(),
): Promise<Decisions> {
  const keyOf = ({ kind, subject }: Question): string => `${kind} ${subject}`;
  const open = questionsOf(decisions).filter(
    (question) =>
      decisions[question.kind]?.get(question.subject) === undefined && !asked.has(keyOf(question)),
  );
  if (open.length === 0) return decisions;
  const answers: [Question['kind'], string, string][] = [];
  for (const { kind, subject, usual } of open) {
    const { ask: question, wants, isValid } = decidable[kind];
    const said = (text: string): string => (isValid('yes') ? wordOf(text) : text);
    const given = await answer(ask, `${question(subject)} [${usual}]`, (text) =>
      text === '' || isValid(said(text)) ? undefined : `That has to be ${wants}.`,
    );
    if (given !== '') answers.push([kind, subject, said(given)]);
  }
  const known = Object.entries(decidable).map(([kind]) => {
    const own = answers.flatMap(([of, subject, text]) => (of === kind ? [[subject, text] as const] : []));
    return [kind, new Map([...(isDecisionKind(kind) ? (decisions[kind] ?? []) : []), ...own])] as const;
  });
  return askToDecide(ask, Object.fromEntries(known), questionsOf, new Set([...asked, ...open.map(keyOf)]));
}

/** Asks which losses are taken, of those that are errors, and which faults that Compose has as well; gives their codes. */
export async function askToAccept(
  ask: Ask,
  { entries }: ComposeReport,
  faults: readonly KnownFault[],
): Promise<readonly string[]> {
  const lost = entries.flatMap(({ severity, code, path, message }) =>
    severity === 'error' && code !== null
      ? [{ code, head: 'This is lost:', text: `${path}: ${message}` }]
      : [],
  );
  const known = faults.map(({ code, problem }) => ({
    code,
    head: 'Checks refuse this, and it is so under Compose too:',
    text: problem.message,
  }));
  const accepted: string[] = [];
  for (const [code, all] of groupBy([...lost, ...known], (each) => each.code)) {
    const told = all.slice(0, 3).map(({ text }) => `  ${text}`);
    const more = all.length > told.length ? [`  and ${all.length - told.length} more`] : [];
    const parts = [all[0]?.head ?? '', ...told, ...more, `Take that (${code})? [no]`];
    const given = await answer(ask, parts.join('\n'), (text) =>
      ['', 'yes', 'no'].includes(wordOf(text)) ? undefined : 'That has to be yes or no.',
    );
    if (wordOf(given) === 'yes') accepted.push(code);
  }
  return accepted;
}

/** The command that does the same without a question, by its options as they were read. */
export function withoutQuestions(
  given: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
  decisions: Decisions,
): string {
  const decided = Object.entries(decisions).flatMap(([kind, answers]) =>
    Array.from(answers, ([subject, text]) => `--${kind}=${subject}=${text}`),
  );
  const said = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'boolean' || value === undefined || isDecisionKind(name)
      ? []
      : [value].flat().map((each) => `--${name}=${each}`),
  );
  return ['cdk8s-traefik', 'compose', ...said, ...decided].map(shellWord).join(' ');
}
