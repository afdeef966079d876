import type { ComposeService } from '../../../project/compose';
import { dockerKeys } from './docker-only';
import { environmentKeys } from './environment';
import { healthKeys } from './health';
import { hookKeys } from './hooks';
import type { KeyMapping } from './key';
import { labelKeys } from './labels';
import { lifecycleKeys } from './lifecycle';
import { networkKeys } from './network';
import { portKeys } from './ports';
import { preStartKeys } from './pre-start';
import { programKeys } from './program';
import { scaleKeys } from './scale';
import { securityKeys } from './security';
import { storageKeys } from './storage';

export type ServiceKey = keyof ComposeService;

/** What becomes of each key that a service may have; the compiler says so where one is missing. */
export const serviceKeys: Readonly<Record<ServiceKey, KeyMapping>> = {
  ...programKeys,
  ...environmentKeys,
  ...portKeys,
  ...healthKeys,
  ...hookKeys,
  ...lifecycleKeys,
  ...preStartKeys,
  ...scaleKeys,
  ...storageKeys,
  ...securityKeys,
  ...networkKeys,
  ...labelKeys,
  ...dockerKeys,
};
