import type { Finding } from '../../../core/finding';
import type { PodModel, ServiceModel } from '../model';
import type { KnownService, ServiceRegistry } from '../registry';
import { checkEnvironment } from './environment';
import { checkHardening } from './hardening';
import { checkLabels, checkOwnLabels } from './labels';
import { checkMounts } from './mounts';
import { checkNetwork } from './network';
import { checkPorts } from './ports';
import { checkProbes } from './probes';
import { checkResources } from './resources';
import { checkRuntime } from './runtime';
import { checkScaling } from './scaling';
import { checkShutdown } from './shutdown';
import { checkTelemetry } from './telemetry';

/** Everything that is wrong with a service, and its objects do not show. */
export function checkService(
  model: ServiceModel,
  self: KnownService,
  registry: ServiceRegistry,
): readonly Finding[] {
  return [
    ...checkPod(model, self, registry),
    ...checkLabels(['service', 'labels'], model.spec.service ? model.spec.service.labels : {}),
    ...checkPorts(model.ports),
    ...checkProbes(model),
    ...checkScaling(model),
    ...checkShutdown(model),
  ];
}

/** What can be wrong with services and jobs alike. */
export function checkPod(model: PodModel, self: KnownService, registry: ServiceRegistry): readonly Finding[] {
  return [
    ...checkOwnLabels(model),
    ...checkTelemetry(model),
    ...checkHardening(model),
    ...checkRuntime(model),
    ...checkResources(model),
    ...checkEnvironment(model),
    ...checkMounts(model),
    ...checkNetwork(model, self, registry),
  ];
}
