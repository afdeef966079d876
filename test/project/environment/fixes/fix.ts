import { Chart } from 'cdk8s';
import { GoService, type GoServiceProps } from '../../../../lib/constructs/workload';
import { DeliveryApp, EnvironmentStack } from '../../../../lib/project/stack';
import { Environments, type ProcessVariables } from '../../../../lib/project/environment';
import { type Problem, ProblemError, type RuleId } from '../../../../lib/core/finding';

/**
 * Keys of an environment file beside its namespace, the whole text of one, or a program that makes constructs in a chart
 * of the namespace shop.
 */
export type Content = Readonly<Record<string, unknown>> | string | ((chart: Chart) => unknown);

/** An environment with a mistake, and the same after what the fix says was done, and nothing else. */
export interface Fix {
  readonly rule: RuleId;
  /** What the fix says, in its words. */
  readonly says: string | RegExp;
  readonly broken: Content;
  readonly fixed: Content;
  /** Environment variables, where the fix is to set one. */
  readonly variables?: ProcessVariables;
}

/** Everything that is told of an environment, by its files and at synth. */
export function toldOf(content: Content, variables: ProcessVariables = {}): readonly Problem[] {
  try {
    const app = new DeliveryApp();
    if (typeof content === 'function') {
      content(new Chart(app, 'shop', { namespace: 'shop' }));
      return app.output().problems;
    }
    const text = typeof content === 'string' ? content : JSON.stringify({ namespace: 'shop', ...content });
    for (const environment of Environments.from([{ file: 'prod.yaml', text }], { variables })) {
      new EnvironmentStack(app, environment);
    }
    return app.output().problems;
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

const pod = { image: 'ghcr.io/acme/api:1.0.0' };

/** An environment with one service. */
export function service(more: object): Readonly<Record<string, unknown>> {
  return { services: { api: { ...pod, ports: { http: 8080 }, ...more } } };
}

/** One with a job by schedule. */
export function cronJob(more: object): Content {
  return { cronJobs: { report: { ...pod, schedule: '@daily', ...more } } };
}

/** A program with one service. */
export function program(more: Partial<GoServiceProps>): Content {
  return (chart) => void new GoService(chart, 'api', { ...pod, ports: { http: 8080 }, ...more });
}
