import { type Problem, problemAt, rulesNamed } from '../../core/finding';
import { type PlacedObject, identityOf } from '../../core/manifest';
import { placeOf } from '../rules';
import { unknownRule } from './lint-file';
import { type Suppression, sift } from './suppression';

/** How the annotation begins that switches a finding of its object off: `lint.cdk8s-traefik/TR069: the reason`. */
export const annotationPrefix = 'lint.cdk8s-traefik/';

export interface Annotated {
  readonly suppressions: readonly Suppression[];
  /** What is wrong with the annotations. */
  readonly problems: readonly Problem[];
}

/** What objects say themselves of findings that are not wanted. */
export function annotatedSuppressions(objects: readonly PlacedObject[]): Annotated {
  const suppressions: Suppression[] = [];
  const problems: Problem[] = [];
  for (const placed of objects) {
    for (const [key, value] of Object.entries(placed.object.metadata.annotations ?? {})) {
      if (!key.startsWith(annotationPrefix)) continue;
      const called = key.slice(annotationPrefix.length);
      const rules = rulesNamed(called);
      const place = placeOf(placed, ['metadata', 'annotations', key]);
      if (rules.length === 0) problems.push({ ...unknownRule(called), ...place });
      else if (typeof value !== 'string' || value.trim() === '') {
        const message = `The annotation switches ${called} off and gives no reason.`;
        problems.push(problemAt(place, { rule: 'missing-reason', message }));
      } else {
        const { kind, namespace = 'default', name } = identityOf(placed.object);
        suppressions.push({ rules, called, kind, namespace, name, reason: value, place, isInObject: true });
      }
    }
  }
  return { suppressions, problems };
}

/**
 * What is told of objects, without what they switch off themselves and with what is wrong about that: the same at synth
 * as at lint.
 */
export function withoutAnnotated(
  problems: readonly Problem[],
  objects: readonly PlacedObject[],
): readonly Problem[] {
  const annotated = annotatedSuppressions(objects);
  return [...annotated.problems, ...sift(problems, annotated.suppressions).kept];
}
