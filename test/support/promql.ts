import type { LRParser } from '@lezer/lr';

// oxlint-disable-next-line typescript/no-require-imports -- its types are those of an ES module, though it is one of CommonJS too
const { parser }: { readonly parser: LRParser } = require('@prometheus-io/lezer-promql');

/** What Prometheus' own grammar does not understand of a query; the texts of its selectors otherwise. */
export function readPromql(promql: string): {
  readonly faults: number;
  readonly matchers: readonly string[];
} {
  let faults = 0;
  const matchers: string[] = [];
  parser.parse(promql).iterate({
    enter({ type, name, from, to }) {
      if (type.isError) faults++;
      if (name === 'QuotedLabelMatcher' || name === 'UnquotedLabelMatcher')
        matchers.push(promql.slice(from, to));
    },
  });
  return { faults, matchers };
}
