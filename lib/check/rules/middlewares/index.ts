export { idleRewrite } from './idle-rewrite';
export { providerReference } from './provider-reference';
export { redirectAfterRewrite } from './redirect-after-rewrite';
export { redirectLoop } from './redirect-loop';
export { unknownPlugin } from './unknown-plugin';
