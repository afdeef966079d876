import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { type ApiObjectData, isApiObject } from '../../../lib/core/manifest';
import { downloaded } from '../parts/copies';
import type { Box } from './box';
import { until } from './parallel';

/** The release of the Gateway API that Traefik 3.7.13 is made for. */
const gatewayApi = 'sigs.k8s.io/gateway-api@v1.6.1';

/**
 * The CRDs of the Gateway API, of the experimental channel: it serves every version of every kind that a Traefik asks for.
 * They come from the Go module of the API, without their descriptions.
 */
function gatewayCrds(): readonly ApiObjectData[] {
  const folder = path.join(downloaded(gatewayApi), 'config/crd/experimental');
  return readdirSync(folder)
    .filter((file) => file.startsWith('gateway.networking.k8s.io_'))
    .flatMap((file) => loadAll(readFileSync(path.join(folder, file), 'utf8')))
    .map(withoutDescriptions)
    .filter((object) => isApiObject(object))
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
}

function withoutDescriptions(value: unknown): unknown {
  const text = JSON.stringify(value, (key, item: unknown) =>
    key === 'description' && typeof item === 'string' ? undefined : item,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

/** Adds the kinds of the Gateway API to the API server of a box. */
export async function installGatewayApi(box: Box): Promise<void> {
  await box.apply(gatewayCrds());
  for (const version of ['v1', 'v1beta1', 'v1alpha2']) {
    await until(`the API server serves gateway.networking.k8s.io/${version}`, async () => {
      const { status } = await box.kube.request('GET', `/apis/gateway.networking.k8s.io/${version}`);
      return status === 200 ? true : undefined;
    });
  }
}
