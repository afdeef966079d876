import { printable } from '../../core/finding';
import { changeLines, conditionAfter, purposeOf } from './about';
import type { PlannedStep, ReleasePlan } from './plan';

/** A plan for people: one block a step. */
export function planText(plan: ReleasePlan): string {
  const { service, environment, strategy, steps, invariants } = plan;
  const held = invariants.filter(({ holds }) => holds).length;
  return [
    `Release of ${service} in ${environment} (${strategy}): ${steps.length} steps; ${held} of ${invariants.length} invariants hold.`,
    ...steps.map((step, index) => `\n${stepText(step, steps[index - 1])}`),
    '',
  ].join('\n');
}

/** One step for people. */
export function stepText(step: PlannedStep, before: PlannedStep | undefined): string {
  const { traffic, gate, rollbackPath } = step;
  return [
    `${step.id}  ${purposeOf(step)}`,
    ...titled('before', before ? [conditionAfter(before)] : []),
    ...titled('changes', changeLines(step)),
    ...titled('traffic', [
      traffic.verdict === 'same' ? 'same: every request fares as before' : traffic.verdict,
      ...traffic.changes.map(({ message, requests }) => `${requestsOf(requests)}${message}`),
    ]),
    ...titled(
      'gate',
      gate
        ? [
            `after ${gate.bake}`,
            ...gate.queries.map(({ name, promql, threshold }) => `${name} ${threshold}: ${promql}`),
          ]
        : [],
    ),
    ...titled('back', rollbackPath.length > 0 ? [rollbackPath.join(', then ')] : []),
  ].join('\n');
}

function requestsOf(requests: PlannedStep['traffic']['changes'][number]['requests']): string {
  const [first, ...others] = requests;
  if (!first) return '';
  return `${first.rule}${others.length > 0 ? ` and ${others.length} more sets` : ''}: `;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `  ${(index === 0 ? title : '').padEnd(8)} ${printable(line)}`);
}
