import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Explanation, ListedMiddleware, ListedRouter, TrafficModel } from '../../traefik/model';

/** The environment variable by which the reporter tells tests, also those in other processes, where to record. */
export const folderVariable = 'CDK8S_TRAEFIK_COVERAGE';

/** A router that tests can touch. */
export type CoverableRouter = Pick<ListedRouter, 'name' | 'object' | 'path' | 'location' | 'rule'>;

/** Everything that a test may touch in one set of objects. */
export interface Coverable {
  /** The same for the same set, whoever asks about it. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly routers: readonly CoverableRouter[];
  readonly middlewares: readonly ListedMiddleware[];
}

/** What is recorded: a set of objects that was asked about, what one expectation touched in it, or a claim. */
export type CoverageRecord =
  | { readonly kind: 'set'; readonly set: Coverable }
  | {
      readonly kind: 'touched';
      readonly id: string;
      readonly routers: readonly string[];
      readonly middlewares: readonly string[];
    }
  | { readonly kind: 'claim'; readonly name: string };

/** What tests can touch in a model: working routers that objects make, and their middlewares. */
export function coverableOf(model: TrafficModel, name: string): Coverable {
  const routers = model
    .listedRouters()
    .filter(({ object, status }) => object !== null && status !== 'disabled')
    .map(({ name: router, object, path, location, rule }) => ({
      name: router,
      object,
      path,
      location,
      rule,
    }));
  const middlewares = model.listedMiddlewares();
  const digest = createHash('sha256').update(
    JSON.stringify([
      routers.map(({ name: router, rule }) => [router, rule]),
      middlewares.map((middleware) => middleware.name),
    ]),
  );
  return { id: digest.digest('hex'), name, routers, middlewares };
}

/** One file for each test file, since each has modules of its own. */
const file = `${process.pid}-${randomUUID()}.jsonl`;
const ids = new WeakMap<TrafficModel, string>();
const told = new Set<string>();

/** Records what an explanation touched, where a reporter asked for that; `name` is what people call the objects. */
export function recordExplanation(model: TrafficModel, name: string, explanation: Explanation): void {
  const { steps, decidedBy } = explanation;
  const passed = steps.filter(({ step }) => step === 'middleware').map((step) => step.name);
  const last = decidedBy === null ? -1 : passed.indexOf(decidedBy);
  recordTouched(model, name, {
    routers: steps.filter(({ step }) => step === 'router').map((step) => step.name),
    middlewares: last < 0 ? passed : passed.slice(0, last + 1),
  });
}

/** Records routers and middlewares that were touched. */
export function recordTouched(
  model: TrafficModel,
  name: string,
  touched: { readonly routers: readonly string[]; readonly middlewares: readonly string[] },
): void {
  const folder = process.env[folderVariable];
  if (folder === undefined) return;
  const id = ids.get(model) ?? announce(folder, coverableOf(model, name));
  ids.set(model, id);
  append(folder, { kind: 'touched', id, ...touched });
}

/** Records that a claim was asked to be proven. */
export function recordClaim(name: string): void {
  const folder = process.env[folderVariable];
  if (folder !== undefined) append(folder, { kind: 'claim', name });
}

function announce(folder: string, set: Coverable): string {
  if (!told.has(set.id)) append(folder, { kind: 'set', set });
  told.add(set.id);
  return set.id;
}

function append(folder: string, record: CoverageRecord): void {
  appendFileSync(join(folder, file), `${JSON.stringify(record)}\n`);
}
