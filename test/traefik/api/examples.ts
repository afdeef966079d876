import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { middlewareKinds } from '../../../lib/traefik/api/middlewares/registry';
import { tcpMiddlewareKinds } from '../../../lib/traefik/api/tcp-middlewares/registry';

const registries = { middlewares: middlewareKinds, 'tcp-middlewares': tcpMiddlewareKinds };

/** One good spec of each kind, by kind: the example in the folder of its tests. Throws where a kind has none. */
export function exampleSpecs(
  folder: keyof typeof registries,
): readonly (readonly [kind: string, spec: object])[] {
  const folders = readdirSync(join(__dirname, folder));
  return Object.keys(registries[folder]).map((kind) => {
    const own = folders.find((name) => name.replaceAll('-', '') === kind.toLowerCase()) ?? kind;
    // oxlint-disable-next-line typescript/no-require-imports -- which files there are is known when the test runs
    const { example }: { readonly example: object } = require(join(__dirname, folder, own, 'example'));
    return [kind, { [kind]: example }];
  });
}
