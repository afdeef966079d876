import { objectText } from '../../core/report';
import type { PlannedStep } from './plan';

/** What a step is for, by the word behind the number of its name. */
const purposes: Readonly<Record<string, string>> = {
  baseline: 'The service as it runs now.',
  deploy: 'The next version runs beside the service. No request reaches it.',
  mirror: 'The next version gets copies of requests; its answers are thrown away.',
  header: 'Requests that ask for the next version reach it.',
  weight: 'The next version answers a share of the requests.',
  shift: 'The next version answers all requests.',
  promote: 'The service takes the next version for its own, while no request reaches it.',
  return: 'The service answers all requests again, in the next version.',
  cleanup: 'What ran beside the service is gone.',
};

export function purposeOf({ id, by }: PlannedStep): string {
  const [, word = ''] = id.split('-');
  const purpose = purposes[word] ?? id;
  return by === 'person' ? purpose : `By ${by}: ${purpose}`;
}

/** What a step changes, a line an object. */
export function changeLines({ objects: { added, removed, changed } }: PlannedStep): readonly string[] {
  return [
    ...added.map((object) => `+ ${objectText(object)}`),
    ...removed.map((object) => `- ${objectText(object)}`),
    ...changed.map(({ object, paths }) => `~ ${objectText(object)} ${paths.join(', ')}`),
  ];
}

/** What must hold before the step after another is taken. */
export function conditionAfter(before: PlannedStep | undefined): string {
  if (!before) return 'Nothing.';
  const wait = before.gate ? ` The gate of ${before.id} lets it through, after ${before.gate.bake}.` : '';
  return `All pods of ${before.id} are ready.${wait}`;
}
