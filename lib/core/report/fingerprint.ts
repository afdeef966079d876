import { sha256 } from '../base';
import type { ReportedFinding } from './finding';

/**
 * For each finding a text by which it is known again in another run: the same though lines move, list items change
 * places or an object's version does; different for each finding of one run.
 */
export function fingerprints(findings: readonly ReportedFinding[]): readonly string[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const identity = identityOf(finding);
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    return sha256(`${identity}\0${count}`);
  });
}

function identityOf({ code, object, path, location, message }: ReportedFinding): string {
  const place = object
    ? [object.apiVersion.replace(/\/?[^/]*$/, ''), object.kind, object.namespace, object.name]
    : [location?.file];
  return JSON.stringify([code, place, path.replaceAll(/\[\d+\]/g, '[]'), message]);
}
