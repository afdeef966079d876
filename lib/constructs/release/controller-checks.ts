import { asList, isEqual, isPlainMap, valueAt } from '../../core/base';
import type { Finding, FieldPath } from '../../core/finding';
import type { Course, ReleaseMode } from '../../traefik/release';
import { renderedObject } from '../construct';
import type { Release } from './release';

type Controller = Exclude<ReleaseMode, 'plain'>;

/** How a controller is called. */
const names: Readonly<Record<Controller, string>> = { flagger: 'Flagger', 'argo-rollouts': 'Argo Rollouts' };

/** What the controller that is to carry a release out cannot do. */
export function controllerFindings(release: Release, course: Course, mode: Controller): readonly Finding[] {
  const told = (field: FieldPath, message: string, fix: string): Finding => ({
    rule: 'unfit-for-release',
    field,
    message: `${names[mode]} ${message}`,
    fix,
  });
  if (!release.traefikService) {
    return [
      told(
        ['mode'],
        'shares requests out through a TraefikService, and no route of HTTP leads through one.',
        'Use the mode plain, which knows routes of TCP and UDP.',
      ),
    ];
  }
  const byHand = 'Use the mode plain for it.';
  const { marks, mirror, strategy, shares } = course;
  return [
    ...marks.map(({ in: place }) =>
      told([strategy === 'header' ? 'strategy' : place], `makes no routes by ${place} at Traefik.`, byHand),
    ),
    ...(mirror
      ? [told([strategy === 'mirror' ? 'strategy' : 'mirror'], 'mirrors nothing at Traefik.', byHand)]
      : []),
    ...(mode === 'flagger' ? flaggerFindings(release, course, told) : []),
    ...(mode === 'flagger' && shares.length === 0 && !mirror && marks.length === 0
      ? [
          told(
            ['strategy'],
            'can only share requests out at Traefik.',
            'Give it steps, for example [5, 25, 50].',
          ),
        ]
      : []),
  ];
}

function flaggerFindings(
  { service, spec, traefikService }: Release,
  { shares, bake, minRequests }: Course,
  told: (field: FieldPath, message: string, fix: string) => Finding,
): readonly Finding[] {
  const own = shares.findIndex((share) => share.bake !== bake || share.minRequests !== minRequests);
  return [
    ...(spec.sticky
      ? [told(['sticky'], 'drops the cookie from the TraefikService with each change.', withoutIt)]
      : []),
    ...lostOptions(traefikService).map((option) =>
      told(
        ['mode'],
        `writes references to Services with name, port and weight alone: ${option} of the routes to ${service.name} is lost.`,
        option.startsWith('scheme')
          ? 'Use argo-rollouts or plain: Flagger lets Traefik speak HTTP/1 alone to a Service, unless its port is 443 or named https.'
          : withoutIt,
      ),
    ),
    ...(own < 0
      ? []
      : [
          told(
            ['steps', own],
            'has one interval and one minimum of requests for all steps.',
            'Give `bake` and `minRequests` of the release alone.',
          ),
        ]),
    ...(service.hasAutoscaler
      ? []
      : [
          {
            rule: 'release-fixed-replicas',
            field: ['mode'],
            message: `${service.name} has a fixed number of replicas.`,
          } as const,
        ]),
  ];
}

const withoutIt = 'Do without it, or use argo-rollouts or plain.';

/** What a route says of its references to the service that Flagger does not write. */
function lostOptions(traefikService: Release['traefikService']): readonly string[] {
  const spec = traefikService && renderedObject(traefikService)?.['spec'];
  const services = valueAt(spec, 'weighted', 'services');
  const [child] = asList(services);
  if (!isPlainMap(child)) return [];
  return Object.entries(child)
    .filter(([name, value]) => !written.has(name) && !isEqual(value, usual[name]))
    .map(([name, value]) => (typeof value === 'string' ? `${name}: ${value}` : name));
}

const written: ReadonlySet<string> = new Set(['name', 'kind', 'namespace', 'port', 'weight']);

/** What Traefik does without the option, too. */
const usual: Readonly<Record<string, unknown>> = { kind: 'Service', scheme: 'http', passHostHeader: true };
