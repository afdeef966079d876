import type { ApiObjectData } from '../../../lib/core/manifest';
import { objectsOf } from '../../../lib/core/manifest';
import { ProblemError } from '../../../lib/core/finding';
import { TrafficModel } from '../../../lib/traefik/model';
import { changeList, readVersion } from '../../../lib/traefik/version';
import { type Observed, compareRequest, settledRoutes } from '../differential/compare';
import { type BuiltTraefik, traefikVersions } from '../parts/parts';
import { Box, type Traefik } from '../support';
import { runnable } from '../support/static-config';
import { type ChangeCase, type ChangeRequest, changeCases } from './cases';

const clientIp = '10.99.0.1';

/** What one release made of a case; `starts` is false where it refuses the static configuration. */
interface Told {
  readonly starts: boolean;
  readonly routes?: object;
  readonly answers?: readonly unknown[];
  readonly problems: readonly string[];
}

describe('a change between releases', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  /** Those of the Gateway API need its CRDs: test/real/gateway/differential.test.ts asks both releases. */
  const isOfGateways = (name: string): boolean => name.startsWith('gateway-');

  it('has a case each', () => {
    const names = changeList.map(({ name }) => name).filter((name) => !isOfGateways(name));
    expect(changeCases.map(({ change }) => change).toSorted()).toEqual(names.toSorted());
  });

  it.each(changeCases.map((one) => [one.change, one] as const))(
    '%s shows on the real programs, and each does what the model says',
    async (change, one) => {
      const objects = objectsOf(one.objects, 'case.yaml').objects.map(({ object }) => object);
      const applied = await box.apply(objects, { namespace: 'one' });
      const told: Partial<Record<'with' | 'without', Told>> = {};
      for (const version of traefikVersions) {
        const found = await ask(box, version, one, applied.accepted);
        expect({ version, problems: found.problems }).toEqual({ version, problems: [] });
        told[readVersion(version).has(change) ? 'with' : 'without'] = found;
      }
      await box.delete(objects, { namespace: 'one' });
      expect(told.with?.starts).toBe(true);
      expect(told.without).not.toEqual(told.with);
    },
    60_000,
  );
});

async function ask(
  box: Box,
  version: BuiltTraefik,
  { config = {}, requests = [] }: ChangeCase,
  objects: readonly ApiObjectData[],
): Promise<Told> {
  const { traefik, refusal } = await start(box, version, config);
  if (!traefik) return { starts: false, problems: refusal };
  try {
    await traefik.settled();
    const statics = runnable(config, traefik.address, '/tmp');
    const model = TrafficModel.from(objects, { traefik: statics, traefikVersion: version });
    const { rawdata, problems: found } = await settledRoutes(traefik, model);
    const problems = [...found];
    const answers: unknown[] = [];
    for (const request of requests) {
      const observed = await observe(traefik, request);
      answers.push(shown(observed));
      if (request.raw === undefined) problems.push(...compareRequest(observed, model, requestOf(request)));
    }
    return { starts: true, routes: statesOf(rawdata), answers, problems };
  } finally {
    await traefik.stop();
  }
}

/** A release that does not start must be one of which the model says so. */
async function start(
  box: Box,
  version: BuiltTraefik,
  config: NonNullable<ChangeCase['config']>,
): Promise<{ readonly traefik?: Traefik; readonly refusal: readonly string[] }> {
  const refusal = refusalOf(version, config);
  try {
    const traefik = await box.traefik({ version, config });
    return { traefik, refusal: refusal === undefined ? [] : [`the model refuses it: ${refusal}`] };
  } catch (error) {
    return { refusal: refusal === undefined ? [`the model takes it, Traefik ${String(error)}`] : [] };
  }
}

function refusalOf(version: string, config: object): string | undefined {
  try {
    TrafficModel.from([], { traefik: config, traefikVersion: version });
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
}

function requestOf({ line, headers = {} }: ChangeRequest): Parameters<typeof compareRequest>[2] {
  const [method = '', url = ''] = line.split(' ');
  const { protocol, hostname, pathname } = new URL(url);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  return {
    method,
    scheme,
    host: hostname,
    target: pathname,
    headers,
    clientIp,
    entryPoint: scheme === 'https' ? 'websecure' : 'web',
    ...(scheme === 'https' && { sni: hostname }),
  };
}

async function observe(
  traefik: Traefik,
  { line, headers = {}, raw }: ChangeRequest,
): Promise<(Observed & { readonly body?: string }) | undefined> {
  try {
    return await traefik.request(line, { headers, from: clientIp, ...(raw !== undefined && { raw }) });
  } catch {
    return undefined;
  }
}

/** What of an answer does not change from run to run. */
function shown(observed: (Observed & { readonly body?: string }) | undefined): unknown {
  if (!observed) return null;
  const { status, router, service, seen, body = '' } = observed;
  const names = (seen?.headers ?? []).map(([name]) => name.toLowerCase());
  return { status, router, service, target: seen?.target, names, page: /"target":"[^"]*"/.exec(body)?.[0] };
}

/** Names and states of all that runs. */
function statesOf(rawdata: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(rawdata).map(([section, items]) => [
      section,
      Object.entries(Object(items)).map(([name, item]) => [name, Object(item).status]),
    ]),
  );
}
