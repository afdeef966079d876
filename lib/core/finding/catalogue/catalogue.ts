import { advisoryRules } from './advisories';
import { chartRules } from './charts';
import { composeRules } from './compose';
import { claimRules } from './claims';
import { contentRules } from './contents';
import { deliveryRules } from './delivery';
import { entryPointRules } from './entry-points';
import { environmentRules } from './environments';
import { hardeningRules } from './hardening';
import { gatewayRules } from './gateways';
import { goRules } from './go';
import { jobRules } from './jobs';
import { kubernetesServiceRules } from './kubernetes-services';
import { lintRules } from './lint';
import { middlewareRules } from './middlewares';
import { objectRules } from './objects';
import { referenceRules } from './references';
import { releaseRules } from './releases';
import { reportRules } from './reports';
import { routeServiceRules } from './route-services';
import { routeRules } from './routes';
import { podPolicyRules } from './pod-policies';
import { workloadPolicyRules } from './workload-policies';
import { accessPolicyRules } from './access-policies';
import { traefikPolicyRules } from './traefik-policies';
import { policyRules } from './policies';
import { pipelineRules } from './pipelines';
import type { Rule, RuleGroup } from './rule';
import { ruleTextRules } from './rule-texts';
import { schemaRules } from './schema';
import { serviceRules } from './services';
import { sourceRules } from './sources';
import { specRules } from './specs';
import { textRules } from './texts';
import { tlsRules } from './tls';
import { trafficRules } from './traffic';

const rules = {
  ...textRules.rules,
  ...sourceRules.rules,
  ...schemaRules.rules,
  ...environmentRules.rules,
  ...objectRules.rules,
  ...serviceRules.rules,
  ...contentRules.rules,
  ...hardeningRules.rules,
  ...jobRules.rules,
  ...kubernetesServiceRules.rules,
  ...specRules.rules,
  ...middlewareRules.rules,
  ...routeRules.rules,
  ...ruleTextRules.rules,
  ...routeServiceRules.rules,
  ...entryPointRules.rules,
  ...tlsRules.rules,
  ...referenceRules.rules,
  ...trafficRules.rules,
  ...gatewayRules.rules,
  ...reportRules.rules,
  ...lintRules.rules,
  ...claimRules.rules,
  ...releaseRules.rules,
  ...chartRules.rules,
  ...composeRules.rules,
  ...goRules.rules,
  ...advisoryRules.rules,
  ...deliveryRules.rules,
  ...podPolicyRules.rules,
  ...workloadPolicyRules.rules,
  ...accessPolicyRules.rules,
  ...traefikPolicyRules.rules,
  ...policyRules.rules,
  ...pipelineRules.rules,
} as const;

/** The id of a rule: kebab-case, the same in every version, for example `unknown-middleware`. */
export type RuleId = keyof typeof rules;

/** All rules by id. Code that reports a problem names one of them; there are no others. */
export const catalogue: Readonly<Record<RuleId, Rule>> = rules;

/** The same in groups, as the docs show them. */
export const catalogueGroups: readonly RuleGroup[] = [
  textRules,
  sourceRules,
  schemaRules,
  environmentRules,
  objectRules,
  serviceRules,
  contentRules,
  hardeningRules,
  jobRules,
  kubernetesServiceRules,
  specRules,
  middlewareRules,
  routeRules,
  ruleTextRules,
  routeServiceRules,
  entryPointRules,
  tlsRules,
  referenceRules,
  trafficRules,
  gatewayRules,
  reportRules,
  lintRules,
  claimRules,
  releaseRules,
  chartRules,
  composeRules,
  goRules,
  advisoryRules,
  deliveryRules,
  podPolicyRules,
  workloadPolicyRules,
  accessPolicyRules,
  traefikPolicyRules,
  policyRules,
  pipelineRules,
];
