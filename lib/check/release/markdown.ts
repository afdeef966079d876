import { cell, codeSpan } from '../../core/report';
import { changeLines, conditionAfter, purposeOf } from './about';
import type { PlannedStep, ReleasePlan } from './plan';

/** plan.md: what each step changes, what must hold before, its gate, and the way back. */
export function planMarkdown({
  service,
  environment,
  strategy,
  mode,
  steps,
  invariants,
}: ReleasePlan): string {
  const broken = invariants.filter(({ holds }) => !holds);
  return [
    `# Release of ${cell(service)} in ${cell(environment)}`,
    '',
    `Strategy ${strategy}, carried out by ${mode === 'plain' ? 'applying the folders below, one after the other' : `${mode}, once the folder of 10-deploy is applied`}.`,
    broken.length === 0
      ? `${invariants.length} invariants hold from each step to the next.`
      : `Broken: ${broken.map(({ id }) => id).join(', ')}.`,
    '',
    '| step | requests | gate | way back |',
    '| --- | --- | --- | --- |',
    ...steps.map(
      (step) =>
        `| ${step.by === 'person' ? `[${step.id}](${step.id})` : step.id} | ${step.traffic.verdict} | ${step.gate ? `${step.gate.queries.map(({ name }) => name).join(', ')} after ${step.gate.bake}` : '–'} | ${wayBackOf(step)} |`,
    ),
    ...steps.flatMap((step, index) => section(step, steps[index - 1])),
    '',
  ].join('\n');
}

function section(step: PlannedStep, before: PlannedStep | undefined): readonly string[] {
  const changes = changeLines(step);
  return [
    '',
    `## ${step.id}`,
    '',
    purposeOf(step),
    '',
    `- Before: ${conditionAfter(before)}`,
    ...(changes.length > 0 ? ['- Changes:', ...changes.map((line) => `  - ${codeSpan(line)}`)] : []),
    ...step.traffic.changes.map(
      ({ message, requests }) =>
        `- Requests: ${cell(message)}${requests.map(({ entryPoint, rule }) => `\n  - ${codeSpan(`${entryPoint}: ${rule}`)}`).join('')}`,
    ),
    ...(step.gate
      ? [
          '- Gate:',
          ...step.gate.queries.map(
            (query) => `  - ${cell(query.name)} ${cell(query.threshold)}: ${codeSpan(query.promql)}`,
          ),
        ]
      : []),
    `- Way back: ${wayBackOf(step)}`,
  ];
}

function wayBackOf({ rollbackPath }: PlannedStep): string {
  return rollbackPath.length === 0 ? '–' : rollbackPath.join(', then ');
}
