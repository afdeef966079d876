import { sha256 } from '../../core/base';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { addCheck, checkMadeObjects } from '../construct';
import { checkPod } from './checks';
import { presentContentHash } from './content-hash';
import type { CronJobSpec, JobSpec } from './kubernetes';
import type { PodModel } from './model';
import { makeNetworkPolicy, makeOwnedData, makeServiceAccount } from './objects';
import { podAnnotations, podLabels, podSpec } from './pod';
import { propsFieldOf } from './props-fields';
import { ServiceRegistry } from './registry';
import type { GoCronJobSpec, GoJobSpec, JobRunSpec } from './spec';

/** Spec of a Job, and the name that belongs to it: pods of a Job never change, so another spec is another Job. */
export function namedJob(
  model: PodModel,
  spec: GoJobSpec,
): { readonly name: string; readonly spec: JobSpec } {
  const made = {
    ...runSpec(model, spec, podAnnotations(spec, presentContentHash(model.owned, spec))),
    ttlSecondsAfterFinished: spec.ttlSecondsAfterFinished,
  };
  const hash = sha256(JSON.stringify(made), 8);
  return { name: `${model.name}-${hash}`, spec: made };
}

/** Spec of a CronJob. Each run reads what its ConfigMaps hold then, so nothing has to tell of their change. */
export function cronJobSpec(model: PodModel, spec: GoCronJobSpec): CronJobSpec {
  return {
    schedule: spec.schedule,
    timeZone: spec.timeZone ?? 'Etc/UTC',
    concurrencyPolicy: spec.concurrencyPolicy ?? 'Forbid',
    startingDeadlineSeconds: spec.startingDeadlineSeconds ?? 600,
    successfulJobsHistoryLimit: spec.successfulJobsHistoryLimit ?? 3,
    failedJobsHistoryLimit: spec.failedJobsHistoryLimit ?? 3,
    suspend: spec.suspend,
    jobTemplate: {
      metadata: { labels: podLabels(model) },
      spec: runSpec(model, spec, podAnnotations(spec, undefined)),
    },
  };
}

function runSpec(
  model: PodModel,
  run: JobRunSpec,
  annotations: Readonly<Record<string, string>> | undefined,
): JobSpec {
  const { backoffLimit = 3, activeDeadlineSeconds = 3600, restartPolicy = 'Never', parallelism } = run;
  return {
    backoffLimit,
    activeDeadlineSeconds: activeDeadlineSeconds === false ? undefined : activeDeadlineSeconds,
    completions: run.completions,
    parallelism,
    completionMode: run.completionMode,
    template: {
      metadata: { labels: podLabels(model), annotations },
      spec: podSpec(model, {
        kind: 'Job',
        several: (parallelism ?? 1) > 1,
        gracePeriodSeconds: run.terminationGracePeriodSeconds,
        restartPolicy,
      }),
    },
  };
}

/** What a job has beside the Job: its account and files, and a policy that lets nobody connect to it. */
export interface JobParts {
  readonly serviceAccount?: ApiObject;
  readonly networkPolicy?: ApiObject;
}

/** Makes what a job has beside the Job, and adds the checks of it. */
export function makeJobParts(scope: Construct, model: PodModel): JobParts {
  const { name, namespace, ports, selector, spec } = model;
  const caller = { name, namespace, ports, selectorLabels: selector, routed: new Set<string>() };
  const registry = ServiceRegistry.of(scope);
  registry.addCaller(caller, spec.dependsOn ?? []);
  const serviceAccount = makeServiceAccount(scope, model);
  makeOwnedData(scope, model);
  addCheck(scope, () => checkPod(model, caller, registry));
  checkMadeObjects(scope, propsFieldOf(model));
  if (spec.networkPolicy === false) return { serviceAccount };
  const policy = spec.networkPolicy ?? {};
  return {
    serviceAccount,
    networkPolicy: makeNetworkPolicy(scope, model, caller, registry, policy),
  };
}
