export { admitted } from './admitted';
export { kindFindings, knownKinds } from './kind-findings';
export { checkKubernetesObject } from './objects';
export { isSchedule } from './cron-schedule';
export { type ImageReference, parseImage } from './image';
export { safeSysctls } from './sysctls';
export { formatQuantity, wholeUnits } from './quantity';
