import type { Finding } from '../../core/finding';
import { type Course, type Mark, type ReleaseSpec, mostShares } from '../../traefik/release';
import { parseImage } from '../workload';
import { controllerFindings } from './controller-checks';
import { saysVersion } from './next-image';
import type { Release } from './release';

/** What is wrong with a release by itself. */
export function checkRelease(
  release: Release,
  image: string | undefined,
  course: Course,
): readonly Finding[] {
  const { service, spec } = release;
  return [
    ...versionFindings(service.image, image, spec),
    ...versionTwice(spec),
    ...shareFindings(course),
    ...course.marks.flatMap(markFindings),
    ...workloadFindings(service.headless, service.replicas),
    ...(spec.sticky && course.strategy === 'header' ? [stickyHeader] : []),
    ...(course.mode === 'plain' ? [] : controllerFindings(release, course, course.mode)),
  ];
}

function versionFindings(own: string, image: string | undefined, spec: ReleaseSpec): readonly Finding[] {
  if (image === undefined) {
    const message = 'The release names no next version.';
    return [{ rule: 'release-without-version', message }];
  }
  const field = [spec.version === undefined ? 'image' : 'version'];
  if (!parseImage(image)) {
    const message = `The next version is ${JSON.stringify(image)}, which is no image.`;
    const fix = 'Write a tag such as 1.5.0, or an image such as registry.example.com/shop:1.5.0.';
    return [{ rule: 'release-without-version', message, field, fix }];
  }
  if (image !== own || parseImage(own)?.ko) return [];
  const message = `The next version is the one that runs already: ${own}.`;
  return [{ rule: 'release-without-version', message, field }];
}

/** A tag beside an image that says its own. */
function versionTwice({ image, version }: ReleaseSpec): readonly Finding[] {
  if (image === undefined || version === undefined || !saysVersion(image)) return [];
  const message = `The image ${image} says which version it is, and \`version\` says ${version}.`;
  const fix =
    'Write one of the two: `image` with its tag or digest, or `version` beside an image without them.';
  return [{ rule: 'release-without-version', field: ['version'], message, fix }];
}

function shareFindings({ shares }: Course): readonly Finding[] {
  const tooMany: Finding[] =
    shares.length > mostShares
      ? [{ rule: 'invalid-release-steps', field: ['steps'], message: `There are ${shares.length} steps.` }]
      : [];
  const wrong = shares.flatMap(({ weight }, index): Finding[] => {
    const finding = (message: string): Finding => ({
      rule: 'invalid-release-steps',
      field: ['steps', index],
      message,
    });
    const before = shares[index - 1];
    if (!Number.isInteger(weight) || weight < 1 || weight > 99)
      return [finding(`A share is a whole number of percent from 1 to 99, and this is ${weight}.`)];
    if (before && weight <= before.weight)
      return [
        finding(
          `The steps ${weight < before.weight ? 'go down' : 'do not grow'} here: ${weight} percent come after ${before.weight}.`,
        ),
      ];
    return [];
  });
  return [...tooMany, ...wrong];
}

/** What no client can send, or Traefik's rules do not see. */
function markFindings({ in: place, name, value }: Mark): readonly Finding[] {
  const told = (field: 'name' | 'value', message: string): readonly Finding[] => [
    {
      rule: 'invalid-release-steps',
      field: [place, field],
      message,
      fix: 'Give one that a client can send.',
    },
  ];
  if (!token.test(name)) return told('name', `${JSON.stringify(name)} is no name of a ${place}.`);
  if (place === 'header' && name.toLowerCase() === 'host')
    return told(
      'name',
      'Traefik’s rules find no header Host: the host of a request is not among its headers.',
    );
  const isSendable = place === 'header' ? headerValue.test(value) : cookieValue.test(value);
  return isSendable
    ? []
    : told('value', `No client sends ${JSON.stringify(value)} as the value of a ${place}.`);
}

const token = /^[\w!#$%&'*+.^`|~-]+$/;
const headerValue = /^(?! )[\x20-\x7e\x80-\xff]+(?<! )$/;
const cookieValue = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;

function workloadFindings(isStateful: boolean, { min }: { readonly min: number }): readonly Finding[] {
  if (isStateful) {
    return [
      {
        rule: 'unfit-for-release',
        message: 'The service is a StatefulSet: a second one would have volumes of its own.',
      },
    ];
  }
  if (min > 0) return [];
  return [
    {
      rule: 'unfit-for-release',
      message: 'The service has no replicas: nobody answers beside the next version, or in its place.',
    },
  ];
}

const stickyHeader: Finding = {
  rule: 'invalid-release-steps',
  severity: 'warning',
  field: ['sticky'],
  message: 'Who asks by header meets the next version at each request: a cookie keeps nobody there.',
};
