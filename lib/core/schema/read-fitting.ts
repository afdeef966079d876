import { type Problem, ProblemError, type RuleId, hasErrors } from '../finding';
import { type YamlDocument, parseYaml } from '../yaml';
import type { JsonSchema } from './types';
import { validateSchema } from './validate';

/**
 * The first document of a YAML file whose value has to fit a schema; undefined where the file says nothing.
 *
 * @param rule what a value that does not fit is told as
 * @throws ProblemError with everything that is wrong in it
 */
export function readFitting(
  source: string,
  file: string,
  schema: JsonSchema,
  rule: RuleId,
): YamlDocument | undefined {
  const { documents, problems } = parseYaml(source, file);
  if (hasErrors(problems)) throw new ProblemError(problems);
  const [document] = documents;
  if (!document) return undefined;
  const misfits = validateSchema(schema, document.value).map(({ path, message, fix }): Problem => ({
    rule,
    severity: 'error',
    message,
    ...(fix !== undefined && { fix }),
    field: path,
    location: document.locate(path),
  }));
  if (misfits.length > 0) throw new ProblemError(misfits);
  return document;
}
