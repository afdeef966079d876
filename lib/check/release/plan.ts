import type { Finding, RuleId } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import type { Gate, ReleaseDeclaration, ReleaseStep } from '../../traefik/release';
import { type DiffSide, type ReportedObjectChanges, type TrafficDiff } from '../changes';
import { type ClusterFacts, modelsOfStates } from '../cluster';
import { atOnceFindings } from './at-once';
import { capacityFindings } from './capacity';
import { gateOf } from './gates';
import { podFindings } from './pods';
import { wayBack } from './rollback';
import { stepSide } from './step-side';
import { stickyFindings } from './sticky';
import { stepTraffic, trafficFindings } from './traffic';
import { twinFindings } from './twins';
import { servicesOf } from './uses';
import { type ReleaseImages, releaseImages, versionFindings } from './versions';
import { optionFindings, weightFindings } from './weights';

/** A step as plan.json has it. */
export interface PlannedStep {
  readonly id: string;
  /** Who takes it: whoever applies its folder, or the controller of the release by itself. */
  readonly by: ReleaseStep['by'];
  /** What it changes of the objects of the step before. */
  readonly objects: ReportedObjectChanges;
  /** What it does to all requests. */
  readonly traffic: Pick<TrafficDiff, 'verdict' | 'changes' | 'unknown'>;
  /** What must hold before the step after; null where nothing but ready pods is waited for. */
  readonly gate: Gate | null;
  /** Where a release goes that is given up at this step. */
  readonly rollback: string;
  /** The steps that lead there, one apply each. */
  readonly rollbackPath: readonly string[];
}

/** A release as plan.json has it. */
export interface ReleasePlan {
  readonly service: string;
  readonly environment: string;
  readonly mode: string;
  readonly strategy: string;
  /** The Services among which requests move, as `namespace/name`. */
  readonly services: readonly string[];
  readonly images: ReleaseImages;
  readonly steps: readonly PlannedStep[];
  /** What holds from each step to the next, by the rule that tells where it does not. */
  readonly invariants: readonly { readonly id: RuleId; readonly holds: boolean }[];
}

/** What is proven of all steps. */
const invariants: readonly RuleId[] = [
  'release-weights',
  'release-not-ready',
  'release-removed-in-use',
  'release-changed-in-use',
  'release-unguarded',
  'release-moves-others',
  'release-untested-version',
  'release-over-capacity',
  'release-options-differ',
  'release-twin-differs',
  'release-sticky',
  'release-two-at-once',
];

/** What is not proven where a controller does the work: how it treats pods is its own affair. */
const ofPods: ReadonlySet<RuleId> = new Set([
  'release-not-ready',
  'release-removed-in-use',
  'release-changed-in-use',
  'release-untested-version',
  'release-over-capacity',
]);

/** Those that a comparison of traffic proves; one that stays undecided proves neither. */
const ofTraffic: ReadonlySet<RuleId> = new Set(['release-unguarded', 'release-moves-others']);

/** The plan of a release, and what is wrong with it. */
export interface PlannedRelease {
  readonly plan: ReleasePlan;
  readonly findings: readonly Finding[];
}

/**
 * Works a plan out: what each step changes, what that does to all requests, and whether what must hold does.
 *
 * @param placed the objects that are there without the release, for the places of what is told
 */
export function planRelease(
  environment: string,
  steps: readonly ReleaseStep[],
  declaration: ReleaseDeclaration,
  { placed, facts }: { readonly placed: readonly PlacedObject[]; readonly facts: ClusterFacts },
): PlannedRelease {
  const { service, course } = declaration;
  const isPlain = course.mode === 'plain';
  const services = new Set(servicesOf(declaration));
  const findings: Finding[] = isPlain ? [...versionFindings(declaration)] : [];
  const planned: PlannedStep[] = [];
  const modelOf = modelsOfStates();
  let before: { readonly step: ReleaseStep; readonly side: DiffSide } | undefined;
  for (const step of steps) {
    const side = stepSide(step.objects, placed, facts, modelOf);
    const diff = stepTraffic(before?.side ?? side, side, services);
    const from = before?.step.objects ?? step.objects;
    const found = [
      ...optionFindings(step.objects, services),
      ...trafficFindings(diff, services),
      ...weightFindings(from, step.objects),
      ...twinFindings(step.objects),
      ...stickyFindings(from, step.objects),
      ...atOnceFindings(from, step.objects),
      ...(step.kind === 'header' && diff.verdict === 'same' ? [unreachable] : []),
      ...(isPlain
        ? [...podFindings(from, step.objects), ...capacityFindings(step, steps[0] ?? step, declaration)]
        : []),
    ];
    findings.push(...found.map((finding) => ({ ...finding, message: `At ${step.id}: ${finding.message}` })));
    const { objects, verdict, changes, unknown } = diff;
    const path = wayBack(steps, step) ?? [];
    planned.push({
      id: step.id,
      by: step.by,
      objects,
      traffic: { verdict, changes, unknown },
      gate: gateOf(step, declaration, side.model),
      rollback: path.at(-1)?.id ?? step.id,
      rollbackPath: path.map(({ id }) => id),
    });
    before = { step, side };
  }
  const broken = new Set(findings.map(({ rule }) => rule));
  const isUndecided = broken.has('release-undecided');
  return {
    plan: {
      service,
      environment,
      mode: course.mode,
      strategy: course.strategy,
      services: [...services],
      images: releaseImages(
        placed.map(({ object }) => object),
        declaration,
      ),
      steps: planned,
      invariants: invariants
        .filter((id) => isPlain || !ofPods.has(id))
        .map((id) => ({
          id,
          holds: !broken.has(id) && !(isUndecided && ofTraffic.has(id)),
        })),
    },
    findings,
  };
}

const unreachable: Finding = {
  rule: 'unfit-for-release',
  message: 'No request reaches the next version by asking for it.',
  fix: 'Look at the routes to the service: their rules must be of v3, and none of higher priority may take their requests.',
};
