import type { ApiObjectData } from '../../manifest';
import { certificateNames } from './certificates';
import { floatingImages } from './images';
import type { MadeCheck, MadeFinding } from './made-finding';
import { mountPaths } from './paths';
import { containerPorts } from './ports';
import { scaling } from './scaling';
import { inlineSecrets } from './secrets';
import { externalServices } from './services';
import { variables } from './variables';

/** The rules over what one construct made, in the order in which their findings are shown. */
const checks: readonly MadeCheck[] = [
  floatingImages,
  variables,
  inlineSecrets,
  mountPaths,
  containerPorts,
  scaling,
  externalServices,
  certificateNames,
];

/**
 * What is wrong with the objects that one construct of ours made, seen together. In objects of others the same is taste,
 * or right: an agent of a node mounts /sys, an issuer of one's own signs any name. There, policies ask for what is wanted.
 */
export function checkMadeTogether(objects: readonly ApiObjectData[]): readonly MadeFinding[] {
  return checks.flatMap((check) => [...check(objects)]);
}
