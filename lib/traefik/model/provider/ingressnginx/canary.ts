import { isFailed } from '../../../../core/base';
import { normalize } from '../../dynamic/names';
import { dropped } from '../result';
import { type BackendReference, type Upstream, findUpstream, portText, readBackend } from './backends';
import type { NginxContext } from './context';
import { type Gathered, type IngressPath, pathKey, pathsOf } from './gather';

/** How requests are divided between a backend and its canary. */
export interface Canary {
  readonly backendName: string;
  readonly weight: number;
  readonly weightTotal: number;
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: string;
  readonly cookie: string;
}

/** What a canary is found by: all paths of a namespace that lead to one backend share it. */
export function canaryKey(namespace: string, reference: BackendReference): string {
  return `${namespace}/${reference.service}/${portText(reference)}`;
}

/** Resolves the canary Ingresses, and adds their backends. Of several for one path the first counts. */
export function resolveCanaries(
  context: NginxContext,
  { canaries, paths }: Gathered,
  backends: Map<string, Upstream>,
): ReadonlyMap<string, Canary> {
  const found = new Map<string, Canary>();
  const taken = new Set<string>();
  for (const { object, settings } of canaries) {
    const { namespace } = object;
    for (const path of pathsOf({ object })) {
      const drop = (reason: string): void => {
        context.dropped.push(dropped(object, placeOf(path), reason));
      };
      const key = pathKey(namespace, path);
      const stable = paths.get(key);
      if (!stable) {
        drop(`Canary ingress does not match any Ingress rule for host=${path.host} path=${path.path}`);
        continue;
      }
      if (taken.has(key)) {
        drop(`A canary ingress is already matching Ingress rule host=${path.host} path=${path.path}`);
        continue;
      }
      const reference = readBackend(path.backend);
      if (!reference) continue;
      if (canaryKey('', reference) === canaryKey('', stable.reference)) {
        drop('the canary leads to the backend that the path has already');
        continue;
      }
      const upstream = findUpstream(context, namespace, reference, stable.ingress.settings);
      if (isFailed(upstream) || upstream.value.endpoints.length === 0) {
        drop(isFailed(upstream) ? upstream.reason : 'the backend of the canary has no endpoints');
        continue;
      }
      taken.add(key);
      const weightTotal = Math.max(settings['canary-weight-total'] ?? 0, 100);
      const backendName = normalize(`${namespace}-${reference.service}-${portText(reference)}`);
      if (!backends.has(backendName)) backends.set(backendName, upstream.value);
      found.set(canaryKey(namespace, stable.reference), {
        backendName,
        weight: Math.min(Math.max(settings['canary-weight'] ?? 0, 0), weightTotal),
        weightTotal,
        header: settings['canary-by-header'] ?? '',
        headerValue: settings['canary-by-header-value'] ?? '',
        headerPattern: settings['canary-by-header-pattern'] ?? '',
        cookie: settings['canary-by-cookie'] ?? '',
      });
    }
  }
  return found;
}

function placeOf({ ruleIndex, pathIndex }: IngressPath): readonly (string | number)[] {
  return ['spec', 'rules', ruleIndex, 'http', 'paths', pathIndex];
}

/** Whether a header or a cookie leads to the canary. */
export function hasCanaryRouter({ header, cookie }: Canary): boolean {
  return header !== '' || cookie !== '';
}

/** Whether a header or a cookie keeps requests from the canary that its weight would send there. */
export function hasStableRouter({ weight, header, headerValue, headerPattern, cookie }: Canary): boolean {
  const isPlain = header !== '' && headerValue === '' && headerPattern === '';
  return weight > 0 && (isPlain || cookie !== '');
}
