import { type TrafficModel, builtOf } from '../../../traefik/model';
import { type TraefikVersion, compareVersions, hasIt } from '../../../traefik/version';
import type { Inventory } from '../../cluster';
import type { Advisory, Hit, Subject } from './advisory';
import { advisories } from './list';
import { subjectOf } from './subject';

/** What an advisory means for one's own objects. */
export interface Judged {
  readonly advisory: Advisory;
  /** Why this Traefik does not have the fault; undefined where it has it. */
  readonly spared: string | undefined;
  /** Whether the release alone would have to be another. */
  readonly isOfRelease: boolean;
  readonly hits: readonly Hit[];
}

/** Judges all advisories; only those that the Traefik is not spared are looked for in the objects. */
export function judge(inventory: Inventory, model: TrafficModel): readonly Judged[] {
  return judged(advisories, inventory, model);
}

/** The same of those that another release alone would mend. */
export function judgeRelease(inventory: Inventory, model: TrafficModel): readonly Judged[] {
  const { version } = builtOf(model).runtime.statics;
  const open = advisories.filter(({ fixed }) => !hasIt(version.text, fixed));
  return open.length === 0 ? [] : judged(open, inventory, model);
}

function judged(asked: readonly Advisory[], inventory: Inventory, model: TrafficModel): readonly Judged[] {
  const subject = subjectOf(inventory, model);
  const { version } = builtOf(model).runtime.statics;
  return asked.map((advisory) => {
    const spared = sparedBy(advisory, version, subject);
    return {
      advisory,
      spared,
      isOfRelease: !hasIt(version.text, advisory.fixed),
      hits: spared === undefined ? advisory.hits(subject) : [],
    };
  });
}

function sparedBy(
  { introduced, fixed, option }: Advisory,
  { text }: TraefikVersion,
  subject: Subject,
): string | undefined {
  if (introduced !== undefined && compareVersions(text, introduced) < 0)
    return `Traefik ${text} does not have it: it came with ${introduced}.`;
  if (!hasIt(text, fixed)) return undefined;
  const since = `it is mended since ${fixed.join(' and ')}`;
  if (!option) return `Traefik ${text} does not have it: ${since}.`;
  return option.isSet(subject)
    ? `Traefik ${text} does not have it: ${since}, and ${option.name} is set.`
    : undefined;
}
