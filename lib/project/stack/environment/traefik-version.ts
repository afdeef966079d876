import type { Construct } from 'constructs';
import { addCheck, declareTraefikVersion } from '../../../constructs/construct';
import { readVersion, unprovenNote } from '../../../traefik/version';

/** Has everything below a stack read by the release of Traefik that its environment names; one that is not proven is told. */
export function addTraefikVersion(stack: Construct, version: string | undefined): void {
  if (version === undefined) return;
  declareTraefikVersion(stack, version);
  addCheck(stack, () => {
    const message = unprovenNote(readVersion(version));
    return message === undefined
      ? []
      : [{ rule: 'unproven-version', field: ['traefik', 'version'], message }];
  });
}
