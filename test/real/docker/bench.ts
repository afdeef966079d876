import { setTimeout as pause } from 'node:timers/promises';
import { requirePart } from '../parts/parts';
import { type Backend, type Box, type RawData, type StaticConfig, type Traefik, until } from '../support';
import { readResponse, requestBytes } from '../support/http1';
import { withoutNames } from '../support/rawdata';
import type { MadeContainer } from './generate';
import { inspected } from './inspected';

/** A Traefik whose containers are those of an engine that runs none; echo servers are at their addresses. */
export interface Bench {
  readonly traefik: Traefik;
  readonly config: StaticConfig;
  /** Addresses at which servers listen on the ports 80, 443, 3000 and 8080. */
  readonly servers: readonly Backend[];
  readonly engine: string;
}

const markerName = 'zz-marker';

/** Starts an engine, servers, and a Traefik with its Docker provider on. */
export async function startBench(box: Box, config: StaticConfig): Promise<Bench> {
  const engine = `${await box.address()}:2375`;
  await box.run({
    name: `engine-${engine.replaceAll(/[.:]/g, '-')}`,
    command: requirePart('docker-provider'),
    args: ['engine', engine],
  });
  await until('the engine answers', () =>
    put(box, engine, []).then(
      () => true,
      () => undefined,
    ),
  );
  const servers: Backend[] = [];
  for (let count = 0; count < 6; count++) servers.push(await box.server({ tcp: [80, 443, 3000, 8080] }));
  const { docker, ...providers } = config.providers ?? {};
  const whole = {
    ...config,
    providers: { ...providers, docker: { ...Object(docker), endpoint: `tcp://${engine}` } },
  };
  return { traefik: await box.traefik({ config: whole }), config: whole, servers, engine };
}

/** Lets the engine have these containers, and waits until Traefik knows them. */
export async function runContainers(
  box: Box,
  { traefik, engine }: Bench,
  containers: readonly MadeContainer[],
  revision: number,
): Promise<RawData> {
  const name = `${markerName}-${revision}`;
  const marker: MadeContainer = {
    name,
    labels: {
      'traefik.enable': 'true',
      // On an entry point without middlewares, of which it alone might make one, and find it wrong.
      [`traefik.http.routers.${name}.entrypoints`]: 'mixed',
      [`traefik.http.routers.${name}.rule`]: `Host(\`${name}.test\`)`,
    },
    ports: { '80/tcp': [] },
    networks: { proxy: '10.99.0.9' },
    networkMode: 'default',
    state: 'running',
  };
  const told = [...containers, marker].map(inspected);
  await put(box, engine, told);
  let asked = 0;
  const data = await until('Traefik knows the containers', async () => {
    // What changes between its first list and its subscription to events Traefik hears of with the next event alone.
    asked += 1;
    if (asked % 40 === 0) await put(box, engine, told);
    const found = await traefik.api<RawData>('/api/rawdata');
    return Object.keys(found.routers ?? {}).some((router) => router.includes(`${name}@docker`))
      ? found
      : undefined;
  });
  // The routers are shown a moment before they serve.
  await pause(30);
  return withoutNames(data, (each) => each.includes(markerName));
}

async function put(box: Box, engine: string, containers: readonly object[]): Promise<void> {
  const { socket } = await box.agent.connect('tcp', engine);
  try {
    socket.on('error', () => undefined);
    const body = Buffer.from(JSON.stringify(containers));
    const headers = [
      ['Host', 'engine'],
      ['Content-Length', String(body.length)],
    ] as const;
    socket.write(
      Buffer.concat([Buffer.from(requestBytes({ method: 'PUT', target: '/containers', headers })), body]),
    );
    const { status } = await readResponse(socket, 'PUT');
    if (status !== 200) throw new Error(`The engine answered ${status}.`);
  } finally {
    socket.destroy();
  }
}
