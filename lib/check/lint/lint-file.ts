import { nearest } from '../../core/base';
import { type Problem, ProblemError, problemAt, ruleNames, rulesNamed } from '../../core/finding';
import { type JsonSchema, readFitting } from '../../core/schema';
import type { Suppression } from './suppression';

/** The file in which a repository says which findings it does not want. */
export const lintFileName = 'traefik-lint.yaml';

/** What stands in the file. */
interface LintFile {
  readonly ignore: readonly Ignored[];
}

interface Ignored {
  readonly code: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly reason: string;
}

const text: JsonSchema = { type: 'string', minLength: 1 };

const schema: JsonSchema = {
  type: 'object',
  required: ['ignore'],
  additionalProperties: false,
  properties: {
    ignore: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'reason'],
        additionalProperties: false,
        properties: { code: text, kind: text, namespace: text, name: text, reason: text },
      },
    },
  },
};

/**
 * Reads the text of a traefik-lint.yaml.
 *
 * @param file how messages name it
 * @throws ProblemError with everything that is wrong in it
 */
export function readLintFile(source: string, file: string): readonly Suppression[] {
  const document = readFitting(source, file, schema, 'invalid-lint-file');
  if (!document) return [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema says that it is one
  const { ignore } = document.value as LintFile;
  const unknown = ignore.flatMap(({ code }, index): Problem[] => {
    if (rulesNamed(code).length > 0) return [];
    return [{ ...unknownRule(code), location: document.locate(['ignore', index, 'code']) }];
  });
  if (unknown.length > 0) throw new ProblemError(unknown);
  return ignore.map(({ code, ...rest }, index) => ({
    ...rest,
    rules: rulesNamed(code),
    called: code,
    place: { location: document.locate(['ignore', index]) },
  }));
}

/** That there is no rule of this number or id. */
export function unknownRule(called: string): Problem {
  const near = nearest(called, ruleNames());
  return problemAt(
    {},
    {
      rule: 'unknown-rule-name',
      message: `There is no rule "${called}".`,
      ...(near !== undefined && { fix: `Did you mean ${near}?` }),
    },
  );
}
