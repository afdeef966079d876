import { annotatedMiddleware } from './annotated-middleware';
import { annotationValues } from './annotation-values';
import {
  flaggerCannot,
  rolloutsCannot,
  undoneByArgo,
  writtenByFlagger,
  writtenByRollouts,
} from './controllers';
import { crossNamespace } from './cross-namespace';
import { disabledByTraefik } from './disabled-by-traefik';
import { droppedByTraefik } from './dropped-by-traefik';
import { duplicateObject } from './duplicate-object';
import { exposedSecret } from './exposed-secret';
import { idleAnnotation } from './idle-annotation';
import {
  clientIp,
  hiddenPassthrough,
  insecureApi,
  optionsOfNamedHosts,
  sharedUdpEntryPoint,
  swallowedHttp,
  tlsOfEntryPoint,
} from './listening';
import { fieldNotInCrd } from './field-not-in-crd';
import { lostTlsOptions } from './lost-tls-options';
import { authAtLocalhost } from './middlewares/auth-at-localhost';
import { credentialsForAll } from './middlewares/credentials-for-all';
import { guardedAuth } from './middlewares/guarded-auth';
import { onlyByScheme } from './middlewares/only-by-scheme';
import { idleRetry } from './middlewares/idle-retry';
import { limitOfCompressed } from './middlewares/limit-of-compressed';
import { preflightBehindAuth } from './middlewares/preflight-behind-auth';
import { retryOfOneServer } from './middlewares/retry-of-one-server';
import { unallowedHost } from './middlewares/unallowed-host';
import { unaskedCertificate } from './middlewares/unasked-certificate';
import { uncaughtRefusal } from './middlewares/uncaught-refusal';
import { unaskedPassword } from './middlewares/unasked-password';
import { untrustedAddress } from './middlewares/untrusted-address';
import { serverFirst } from './routing/server-first';
import { uncoveredHost } from './routing/uncovered-host';
import { guards } from './guards';
import {
  alwaysTrue,
  emptyQueryValue,
  hostAsHeader,
  impossibleHost,
  literalIngressPath,
  literalStar,
  loosePrefix,
  looseRegexp,
  oneLabelWildcard,
  upperCaseRegexp,
} from './matchers';
import {
  idleRewrite,
  providerReference,
  redirectAfterRewrite,
  redirectLoop,
  unknownPlugin,
} from './middlewares';
import { kubernetesObject } from './kubernetes-object';
import { misplacedField } from './misplaced-field';
import type { ObjectCheck, StaticCheck, TrafficCheck } from './object-finding';
import { privatePort } from './routing/private-port';
import { retiredField } from './retired-field';
import { routeServices } from './route-services';
import { servicePort } from './service-port';
import {
  endpointPort,
  lostWithService,
  nodePortLb,
  podsOfService,
  replacedSettings,
  schemeByPort,
  stickyNativeLb,
  unsecuredCookie,
  unverifiedServer,
} from './services';
import { sharedRouterName } from './shared-router-name';
import { singleObject } from './single-object';
import { openAdvisory } from './advisories';
import { tiedPriority } from './tied-priority';
import { unknownCertificateResolver } from './unknown-certificate-resolver';
import { unknownEntryPoint } from './unknown-entry-point';
import { unknownKey } from './unknown-key';
import { unknownReference } from './unknown-reference';
import { unreadObject } from './unread-object';
import { unservedKind } from './unserved-kind';
import { oldRuleWords } from './old-rule-words';

/** The rules over objects by themselves. */
export const singleChecks: readonly ObjectCheck[] = [
  unservedKind,
  kubernetesObject,
  exposedSecret,
  singleObject,
];

/** The rules over objects together, in the order in which their findings are shown. */
export const objectChecks: readonly ObjectCheck[] = [
  duplicateObject,
  routeServices,
  unknownReference,
  servicePort,
  unknownKey,
  crossNamespace,
  providerReference,
  credentialsForAll,
  authAtLocalhost,
  unknownPlugin,
  unknownEntryPoint,
  unknownCertificateResolver,
  schemeByPort,
  unverifiedServer,
  nodePortLb,
  stickyNativeLb,
  unsecuredCookie,
  endpointPort,
  podsOfService,
  optionsOfNamedHosts,
  oldRuleWords,
  impossibleHost,
  literalStar,
  literalIngressPath,
  upperCaseRegexp,
  hostAsHeader,
  emptyQueryValue,
  looseRegexp,
  loosePrefix,
  oneLabelWildcard,
  alwaysTrue,
  misplacedField,
  retiredField,
  serverFirst,
  fieldNotInCrd,
  writtenByFlagger,
  flaggerCannot,
  writtenByRollouts,
  rolloutsCannot,
  undoneByArgo,
];

/** Those of them that only advise. */
export const adviceChecks: ReadonlySet<ObjectCheck> = new Set([loosePrefix, oneLabelWildcard]);

/** The rules over what Traefik makes of all objects; each knows what those before it have told. */
export const trafficChecks: readonly TrafficCheck[] = [
  unreadObject,
  annotationValues,
  annotatedMiddleware,
  droppedByTraefik,
  lostWithService,
  replacedSettings,
  disabledByTraefik,
  lostTlsOptions,
  sharedRouterName,
  tiedPriority,
  tlsOfEntryPoint,
  swallowedHttp,
  hiddenPassthrough,
  sharedUdpEntryPoint,
  redirectAfterRewrite,
  redirectLoop,
  idleRewrite,
  onlyByScheme,
  guards,
  clientIp,
  idleAnnotation,
  uncoveredHost,
  untrustedAddress,
  guardedAuth,
  preflightBehindAuth,
  unaskedPassword,
  uncaughtRefusal,
  idleRetry,
  limitOfCompressed,
  retryOfOneServer,
  unaskedCertificate,
  unallowedHost,
  openAdvisory,
];

/** The rules over Traefik's own configuration. */
export const staticChecks: readonly StaticCheck[] = [privatePort, insecureApi];
