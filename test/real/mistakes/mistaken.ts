import { ApiObject, App, Chart } from 'cdk8s';
import { markDeploymentScope } from '../../../lib/constructs/construct';
import { type ApiObjectData } from '../../../lib/core/manifest';
import { ProblemError } from '../../../lib/core/finding';
import { DeliveryApp } from '../../../lib/project/stack';
import { declareCluster } from '../../../lib/project/stack';
import { type Answer, type RequestOptions, Stage } from '../support';
import { service } from '../support/objects';

/** The entry points of the Traefik that the mistakes run behind, all of them TCP but one. */
const config = {
  entryPoints: {
    web: { address: ':8000' },
    websecure: { address: ':8443' },
    tcp: { address: ':7000' },
    udp: { address: ':7001/udp' },
  },
};

const listening = new Map(
  Object.keys(config.entryPoints).map((name) => [name, name === 'udp' ? 'udp' : 'tcp'] as const),
);

/** A program with a mistake in it, for a host of its own and with a Service that is right. */
export type Program = (chart: Chart, own: Own) => void;

/** What a program with a mistake has to work with. */
export interface Own {
  /** Of the objects whose mistake it is: Traefik's words are told apart by it. */
  readonly name: string;
  readonly host: string;
  /** A rule for the host. */
  readonly match: string;
  /** A Service that is as it should be. */
  readonly web: ApiObject;
}

/** What our synth says to a mistake, and what became of it on the real programs all the same. */
export interface Mistake {
  /** The rule ids of the errors that stop the synth. */
  readonly stopped: readonly string[];
  /** The API server's reasons. */
  readonly rejected: string;
  /** Routers, services and middlewares that Traefik holds an error against, and the errors that it logs. */
  readonly errors: string;
  readonly host: string;
  readonly get: (target?: string, options?: RequestOptions) => Promise<Answer>;
  readonly getSecure: (target?: string, options?: RequestOptions) => Promise<Answer>;
}

/** Opens a stage for the mistakes of a file. */
export function useMistakes(): {
  readonly stage: () => Stage;
  readonly mistaken: (program: Program) => Promise<Mistake>;
} {
  let stage: Stage;
  let count = 0;
  beforeAll(async () => {
    stage = await Stage.open({ config });
  });
  afterAll(() => stage.close());
  return {
    stage: () => stage,
    mistaken: (program) => make(stage, `mistake${++count}`, program),
  };
}

async function make(stage: Stage, name: string, program: Program): Promise<Mistake> {
  const host = `${name}.example`;
  const build = (chart: Chart): void =>
    program(chart, { name, host, match: `Host(\`${host}\`)`, web: service(chart, 'web') });
  const { rejected } = await stage.tryApply(unchecked(name, build));
  const told = [
    ...(await stage.traefik.apiErrors()),
    ...(await stage.traefik.dropped()).map((line) => JSON.stringify(line)),
  ];
  return {
    stopped: stoppedBy(name, build),
    rejected: rejected.map(({ reason }) => reason).join('\n'),
    // Other mistakes of the file are still there.
    errors: told.filter((text) => text.includes(`${name}-`) || text.includes(`"${name}"`)).join('\n'),
    host,
    get: (target = '/', options) => stage.request(`GET http://${host}${target}`, options),
    getSecure: (target = '/', options) => stage.request(`GET https://${host}${target}`, options),
  };
}

function stoppedBy(name: string, build: (chart: Chart) => void): readonly string[] {
  const app = new DeliveryApp();
  try {
    const chart = new Chart(app, name, { disableResourceNameHashes: true });
    markDeploymentScope(chart);
    declareCluster(chart, { traefik: { entryPoints: listening } });
    build(chart);
    app.manifests();
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  }
}

/** What would have been written, had the synth not stopped. */
function unchecked(name: string, build: (chart: Chart) => void): readonly ApiObjectData[] {
  const chart = new Chart(new App(), name, { disableResourceNameHashes: true });
  build(chart);
  return chart.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map((object) => object.toJson());
}
