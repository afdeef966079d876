import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import { TestEnvironment } from 'jest-environment-node';

let only: WorkerEnvironment | undefined;

/**
 * One global object for all suites of a worker: what ./runtime.js loads once for all of them is of the same realm as
 * they are.
 */
export default class WorkerEnvironment extends TestEnvironment {
  private readonly kept: ReadonlySet<string | symbol> = new Set(Reflect.ownKeys(this.global));
  private readonly variables: NodeJS.ProcessEnv = { ...this.global.process.env };

  // jest makes one for each suite: what `new` gives from the second time on is the first.
  // oxlint-disable-next-line typescript/consistent-return
  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    if (only) return only;
    super(config, context);
    // oxlint-disable-next-line typescript/no-this-alias
    only = this;
  }

  /** Takes away what a suite has left, and not the global object itself. */
  override async teardown(): Promise<void> {
    for (const key of Reflect.ownKeys(this.global)) {
      if (!this.kept.has(key)) Reflect.deleteProperty(this.global, key);
    }
    const { env } = this.global.process;
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    Object.assign(env, this.variables);
  }
}
