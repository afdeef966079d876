import type { ApiObjectData } from '../../../lib/core/manifest';
import type { Box } from '../support';

/** Where generated middlewares ask, until the servers have their addresses. */
export const authAddresses = {
  passes: 'http://passes.auth/check',
  refuses: 'http://refuses.auth/check',
} as const;

/** The addresses of the services that stand behind forwardAuth. */
export type AuthServers = { readonly [K in keyof typeof authAddresses]: string };

/** Starts one that lets every request pass and one that lets none. */
export async function startAuthServers(box: Box): Promise<AuthServers> {
  const [passes, refuses] = [await box.server({ tcp: [80] }), await box.server({ tcp: [80] })];
  await refuses.answerWith({ status: 401 });
  return { passes: `http://${passes.address}/check`, refuses: `http://${refuses.address}/check` };
}

/** The objects with the addresses of these servers. */
export function withAuthServers(objects: readonly ApiObjectData[], auth: AuthServers): ApiObjectData[] {
  const text = JSON.stringify(objects)
    .replaceAll(authAddresses.passes, auth.passes)
    .replaceAll(authAddresses.refuses, auth.refuses);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same objects with other texts
  return JSON.parse(text) as ApiObjectData[];
}
