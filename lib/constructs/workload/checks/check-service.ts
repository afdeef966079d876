import type { Finding } from '../../../core/finding';
import type { PodModel, ServiceModel } from '../model';
import type { KnownService, ServiceRegistry } from '../registry';
import { checkContainers } from './containers';
import { checkEnvironment } from './environment';
import { checkFiles } from './files';
import { checkHardening } from './hardening';
import { checkImages } from './image';
import { checkNames, checkServiceNames } from './names';
import { checkNetwork } from './network';
import { checkPorts } from './ports';
import { checkProbes } from './probes';
import { checkResources } from './resources';
import { checkRuntime } from './runtime';
import { checkScaling } from './scaling';
import { checkShutdown } from './shutdown';

/** Everything that is wrong with a service. */
export function checkService(
  model: ServiceModel,
  self: KnownService,
  registry: ServiceRegistry,
): readonly Finding[] {
  return [
    ...checkPod(model, self, registry),
    ...checkServiceNames(model),
    ...checkPorts(model),
    ...checkProbes(model),
    ...checkScaling(model),
    ...checkShutdown(model),
  ];
}

/** What can be wrong with services and jobs alike. */
export function checkPod(model: PodModel, self: KnownService, registry: ServiceRegistry): readonly Finding[] {
  return [
    ...checkNames(model),
    ...checkImages(model),
    ...checkContainers(model),
    ...checkHardening(model),
    ...checkRuntime(model),
    ...checkResources(model),
    ...checkEnvironment(model),
    ...checkFiles(model),
    ...checkNetwork(model, self, registry),
  ];
}
