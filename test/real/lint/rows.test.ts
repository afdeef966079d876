import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { Stage } from '../support';
import { askStage } from './asking';
import { type Row, type SetupName, fixtures, ownOf, rows, setupNames, setups } from './rows';

const sides = ['bad', 'good'] as const;
type Side = (typeof sides)[number];

/** What stands behind the Services that are not echo servers. */
const backends = { idle: 'none', down: 'gone', plain: 'go-httpbin', twins: 2 } as const;

/** Rows that have the entry point, or the name `default`, to themselves: each side of them runs alone. */
const alone: ReadonlySet<string> = new Set(['TR069', 'TR074', 'TR083', 'TR086', 'TR089']);

/** The Secrets that rows name: a certificate, and the authority that signs all of the box. */
async function secretsOf(stage: Stage): Promise<readonly ApiObjectData[]> {
  const { certificate, key } = await stage.box.certificate({ dnsNames: ['pair.example'] });
  const secret = (name: string, type: string, stringData: object): ApiObjectData => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    type,
    stringData,
  });
  return [
    secret('pair', 'kubernetes.io/tls', { 'tls.crt': certificate, 'tls.key': key }),
    secret('authority', 'Opaque', { 'tls.ca': await stage.box.authority() }),
  ];
}

/** Milliseconds that Traefik may take with Ingresses. */
const otherProvider = 1000;

/** What is held against objects, by the API server's refusals and by what Traefik's API and log say. */
interface Complaints {
  readonly refused: ReadonlyMap<string, string>;
  readonly said: readonly string[];
}

/** Applies objects and collects what is said of them. */
async function applied(
  stage: Stage,
  setup: SetupName,
  objects: readonly ApiObjectData[],
): Promise<Complaints> {
  const { rejected } = await stage.tryApply(objects);
  // The marker that `tryApply` waits for goes through the other provider.
  if ('kubernetesIngress' in setups[setup].providers) await setTimeout(otherProvider);
  return {
    refused: new Map(rejected.map(({ object, reason }) => [object.metadata.name, reason])),
    said: [
      ...(await stage.traefik.apiErrors()),
      ...(await stage.traefik.dropped()).map((line) => JSON.stringify(line)),
    ],
  };
}

/** A Traefik of a setup, and the namespaces that it reads. */
async function open(setup: SetupName): Promise<Stage> {
  const namespace = `rows-${randomBytes(3).toString('hex')}`;
  const namespaces = [namespace, `${namespace}-elsewhere`];
  const stage = await Stage.open({ config: setups[setup], namespaces });
  await stage.apply([...fixtures, ...(await secretsOf(stage))], { backends });
  return stage;
}

/** What becomes of one side of a row. */
interface Outcome {
  readonly isRefused: boolean;
  /** Whether Traefik says what is said of the bad objects. */
  readonly isSaid: boolean;
  readonly answers: readonly unknown[];
}

async function outcomeOf(stage: Stage, row: Row, side: Side, complaints: Complaints): Promise<Outcome> {
  const { name, host } = ownOf(row, side, stage.namespace);
  const reason = complaints.refused.get(name);
  if (reason !== undefined)
    return { isRefused: row.refused?.test(reason) ?? true, isSaid: false, answers: [] };
  const said = complaints.said.filter((text) => alone.has(row.code) || text.includes(name));
  return {
    isRefused: false,
    isSaid: row.says?.test(said.join('\n')) ?? false,
    answers: await Promise.all((row.asks ?? []).map((ask) => askStage(stage, host, ask))),
  };
}

function expectedOf(row: Row, side: Side): Outcome {
  if (side === 'bad' && row.refused) return { isRefused: true, isSaid: false, answers: [] };
  return {
    isRefused: false,
    isSaid: side === 'bad' && row.says !== undefined,
    answers: (row.asks ?? []).map((ask) => ask[side]),
  };
}

const titled = (some: readonly Row[]) => some.map((row) => [`${row.code}: ${row.mistake}`, row] as const);

describe.each(setupNames)('behind a Traefik that is %s', (setup) => {
  const own = rows.filter(({ code, traefik = 'plain' }) => traefik === setup && !alone.has(code));
  let stage: Stage;
  let complaints: Complaints;

  beforeAll(async () => {
    stage = await open(setup);
    const objects = own.flatMap((row) =>
      sides.flatMap((side) => row[side](ownOf(row, side, stage.namespace))),
    );
    complaints = await applied(stage, setup, objects);
  });
  afterAll(() => stage.close());

  describe.each(titled(own))('%s', (_, row) => {
    test.each(sides)('%s', async (side) => {
      expect(await outcomeOf(stage, row, side, complaints)).toEqual(expectedOf(row, side));
    });
  });
});

describe.each(titled(rows.filter(({ code }) => alone.has(code))))('alone, %s', (_, row) => {
  test.each(sides)('%s', async (side) => {
    const stage = await open(row.traefik ?? 'plain');
    try {
      const objects = row[side](ownOf(row, side, stage.namespace));
      const complaints = await applied(stage, row.traefik ?? 'plain', objects);
      expect(await outcomeOf(stage, row, side, complaints)).toEqual(expectedOf(row, side));
    } finally {
      await stage.close();
    }
  });
});
