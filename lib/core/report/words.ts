import { formatIdentity } from '../manifest';
import type { SuppressedFinding } from './report';
import type { ReportedFinding, ReportedObject } from './finding';

/** `IngressRoute.traefik.io shop/web`. */
export function objectText({ namespace, ...object }: ReportedObject): string {
  return formatIdentity({ ...object, ...(namespace !== null && { namespace }) });
}

/** Where a finding is, without the file: object and field. */
export function placeText({ object, path }: Pick<ReportedFinding, 'object' | 'path'>): string {
  return [object ? objectText(object) : '', path].filter((part) => part !== '').join(' ');
}

/** All that a finding says, a line each. */
export function findingLines({ message, consequence, fix }: ReportedFinding): readonly string[] {
  return [message, consequence === '' ? '' : `→ ${consequence}`, fix === '' ? '' : `fix: ${fix}`].filter(
    (line) => line !== '',
  );
}

const nothing = '';

/** A finding that an exception lets through, as a report lists it. */
export function byException({ finding, reason }: SuppressedFinding): ReportedFinding {
  return {
    ...finding,
    severity: 'info',
    message: `By exception. ${finding.message}`,
    consequence: reason,
    fix: nothing,
  };
}
