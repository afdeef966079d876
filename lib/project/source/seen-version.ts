import { valueAt } from '../../core/base';
import { isControlled, podOf } from '../../core/kubernetes';
import { type FieldPath, type Problem, problemAt } from '../../core/finding';
import { type ReadObject, formatIdentity, identityOf } from '../../core/manifest';
import { isVersion, readVersion, releaseOfChart } from '../../traefik/version';

/** A release of Traefik, and what says so. */
export interface SeenVersion {
  readonly version: string;
  /** What says it, as `the image of Deployment traefik/traefik`. */
  readonly by: string;
}

/** What the workloads among the objects say of the Traefik that runs. */
export interface SeenTraefik {
  /** Undefined where none of them says it, or where they say different ones. */
  readonly seen: SeenVersion | undefined;
  /** Those that run a Traefik that is none of v3. */
  readonly problems: readonly Problem[];
}

const image = /(?:^|\/)(?:mirrored-library-)?traefik(?::v?(\d+(?:\.\d+){0,2})(-[\w.-]+)?)?(?:@|$)/;
/** What a tag of a draft has behind the number; behind that of a release it is what the image is built on. */
const draft = /^-(?:rc|ea|alpha|beta)(?![a-z])/i;

/** The release of the Traefik among the objects: by the tag of its image, else by the version of its Helm chart. */
export function seenTraefik(objects: readonly ReadObject[]): SeenTraefik {
  const told = objects.filter(({ object }) => !isControlled(object)).flatMap(toldBy);
  const releases = told.flatMap(({ number, isFinal, by }) =>
    isFinal && isVersion(number) ? [{ version: readVersion(number).text, by }] : [],
  );
  return {
    seen: new Set(releases.map(({ version }) => version)).size === 1 ? releases[0] : undefined,
    problems: told.filter(({ number }) => Number.parseInt(number, 10) < 3).map(oldTraefik),
  };
}

interface Told {
  /** The number of a release, or only the beginning of one. */
  readonly number: string;
  /** Whether it is a release, and not one of the drafts before it. */
  readonly isFinal: boolean;
  readonly by: string;
  readonly placed: ReadObject;
  readonly field: FieldPath;
}

function toldBy(placed: ReadObject): readonly Told[] {
  const { object } = placed;
  const name = formatIdentity(identityOf(object));
  return (podOf(object)?.containers ?? []).flatMap(({ value, field: container }): readonly Told[] => {
    const found = image.exec(String(value['image']));
    if (!found) return [];
    const [, number, suffix] = found;
    if (number !== undefined) {
      const field = [...container, 'image'];
      return [{ number, isFinal: !draft.test(suffix ?? ''), by: `the image of ${name}`, placed, field }];
    }
    const label = ['metadata', 'labels', 'helm.sh/chart'];
    const chart = /^traefik-(.+)$/.exec(String(valueAt(object, ...label)))?.[1];
    const release = chart === undefined ? undefined : releaseOfChart(chart);
    return release === undefined
      ? []
      : [{ number: release, isFinal: true, by: `the chart ${chart} of ${name}`, placed, field: label }];
  });
}

function oldTraefik({ number, by, placed, field }: Told): Problem {
  const location = placed.locate(field);
  return problemAt(
    { object: identityOf(placed.object), field, ...(location && { location }) },
    { rule: 'outdated-traefik', message: `The Traefik that runs is v${number}, as ${by} says.` },
  );
}
