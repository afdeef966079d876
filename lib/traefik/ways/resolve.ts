import { type Effect, type Treatment, guardKind } from '../api/middlewares';
import { type RuleNode, formatRule, matchersOf } from '../rule';
import { type End, type Way, type WayStep, endKey, stepKey } from './way';

/** Whether conditions hold of all requests of a set, by `conditionKey`; what is not in it is not known. */
export type Truths = ReadonlyMap<string, boolean>;

/** Two conditions of one key are the same. */
export function conditionKey(condition: RuleNode): string {
  return formatRule(condition);
}

/** What matchers ask for that no middleware changes. */
const lasting: ReadonlySet<string> = new Set(['ClientIP', 'Host', 'HostRegexp', 'Method']);

/** What becomes of all requests of a set. */
export interface Resolved {
  /** What may change or answer them on the way, in order; equal texts do the same with equal requests. */
  readonly actions: readonly string[];
  /** Guards that they surely or perhaps pass. */
  readonly guards: readonly WayStep[];
  /** Steps of which it is not known what they do with these requests. */
  readonly undecided: readonly WayStep[];
  readonly end: End;
}

/**
 * The conditions on which it depends what steps do, as far as they can be asked of requests as they came in: of what a
 * step before may have changed they cannot.
 */
export function conditionsOf(steps: readonly WayStep[]): readonly RuleNode[] {
  const found = new Map<string, RuleNode>();
  let isChanged = false;
  for (const { treatments } of steps) {
    for (const { when } of treatments) {
      if (when && isAskable(when, isChanged)) found.set(conditionKey(when), when);
    }
    isChanged ||= changes(treatments);
  }
  return [...found.values()];
}

/** What a way does with requests of which some conditions are known. */
export function resolve({ steps, end }: Way, truths: Truths): Resolved {
  const actions: string[] = [];
  const guards: WayStep[] = [];
  const undecided: WayStep[] = [];
  let isChanged = false;
  for (const step of steps) {
    const effect = effectOf(step.treatments, truths, isChanged);
    if (effect?.kind === 'answers') {
      return { actions, guards, undecided, end: { kind: 'answered', status: effect.status } };
    }
    if (effect?.kind === 'closes') {
      return { actions, guards, undecided, end: { kind: 'closed', reason: `${step.name} closes it` } };
    }
    if (effect?.kind === 'acts') actions.push(effect.as);
    if (effect === undefined) {
      actions.push(stepKey(step));
      undecided.push(step);
    }
    if (step.guards) guards.push(step);
    isChanged ||= effect === undefined ? changes(step.treatments) : effect.kind === 'acts';
  }
  return { actions, guards, undecided, end };
}

/** Two of one key are answered alike where they are equal. */
export function resolvedKey({ actions, guards, end }: Resolved): string {
  return JSON.stringify([
    actions,
    [...new Set(guards.map(({ kind }) => guardKind(kind)))].toSorted(),
    endKey(end),
  ]);
}

function effectOf(treatments: readonly Treatment[], truths: Truths, isChanged: boolean): Effect | undefined {
  for (const { when, effect } of treatments) {
    if (!when) return effect;
    const truth = isAskable(when, isChanged) ? truths.get(conditionKey(when)) : undefined;
    if (truth === undefined) return undefined;
    if (truth) return effect;
  }
  return undefined;
}

function isAskable(condition: RuleNode, isChanged: boolean): boolean {
  return !isChanged || matchersOf(condition).every(({ matcher }) => lasting.has(matcher.name));
}

function changes(treatments: readonly Treatment[]): boolean {
  return treatments.some(({ effect }) => effect.kind === 'acts');
}
