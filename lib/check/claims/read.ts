import { isPlainMap } from '../../core/base';
import { type FieldPath, type Location, type Problem, ProblemError, hasErrors } from '../../core/finding';
import { type JsonSchema, validateSchema } from '../../core/schema';
import { parseYaml } from '../../core/yaml';
import type { Claim, ClaimsFile } from './claim';
import schema from './claims.schema.json';
import { type ClaimFault, claimFaults } from './faults';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads the words of the file as plain strings
const claimsSchema = schema as JsonSchema;

/** A claim and where it was written. */
export interface PlacedClaim {
  readonly claim: Claim;
  /** Absent where it was written in a program. */
  readonly location?: Location;
}

/** Where a value of what is read was written. */
type Locate = (path: FieldPath) => Location | undefined;

/**
 * Reads the text of a claims file.
 *
 * @param file how messages name it
 * @param variables what becomes of texts such as `${domain}`, which only an environment has values for
 * @throws ProblemError with everything that is wrong in it
 */
export function readClaims(
  text: string,
  file: string,
  variables: 'refused' | 'left' = 'refused',
): readonly PlacedClaim[] {
  const { documents, problems } = parseYaml(text, file);
  if (hasErrors(problems)) throw new ProblemError(problems);
  const [document, second] = documents;
  const at = (location: Location | undefined, message: string): Problem => ({
    rule: 'invalid-claim',
    severity: 'error',
    message,
    fix: 'Write one map with the list `claims`.',
    location: location ?? { file, line: 1, column: 1 },
  });
  if (!document) throw new ProblemError([at(undefined, 'The file has no claims.')]);
  if (second) throw new ProblemError([at(second.locate([]), 'The file has several documents.')]);
  const unknown = variables === 'refused' ? variablesIn(document.value) : [];
  if (unknown.length > 0)
    throw new ProblemError(
      unknown.map(([path, name]) => ({
        rule: 'invalid-claim',
        severity: 'error',
        message: `\${${name}} is a variable of environments, and no environment is asked.`,
        fix: 'Name it with --env NAME; or write the value out.',
        field: path,
        location: document.locate(path),
      })),
    );
  return claimsOf(document.value, (path) => document.locate(path));
}

/** Where texts have variables as environment files have them, and their names. */
function variablesIn(value: unknown, path: FieldPath = []): readonly (readonly [FieldPath, string])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => variablesIn(item, [...path, index]));
  if (isPlainMap(value))
    return Object.entries(value).flatMap(([key, child]) => variablesIn(child, [...path, key]));
  const [, name] = (typeof value === 'string' && /(?<!\$)\$\{([A-Za-z_][^}]*)\}/.exec(value)) || [];
  return name === undefined ? [] : [[path, name]];
}

/**
 * The claims of a claims file that was read and whose variables were replaced.
 *
 * @throws ProblemError with everything that is wrong in it
 */
export function claimsOf(value: unknown, locate: Locate = () => undefined): readonly PlacedClaim[] {
  const problem = (fault: ClaimFault): Problem => {
    const location = locate(fault.path);
    return {
      rule: fault.rule ?? 'invalid-claim',
      severity: 'error',
      message: fault.message,
      ...(fault.fix !== undefined && { fix: fault.fix }),
      field: fault.path,
      ...(location && { location }),
    };
  };
  const misfits = validateSchema(claimsSchema, value);
  if (misfits.length > 0) throw new ProblemError(misfits.map(problem));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema is made from this type
  const { claims } = value as ClaimsFile;
  const faults = claims.flatMap((claim, index) =>
    claimFaults(claim).map((fault) => ({ ...fault, path: ['claims', index, ...fault.path] })),
  );
  const twice = claims.flatMap(({ name }, index) =>
    claims.findIndex((other) => other.name === name) < index
      ? [{ path: ['claims', index, 'name'], message: `There are two claims "${name}".` }]
      : [],
  );
  const all = [...faults, ...twice];
  if (all.length > 0) throw new ProblemError(all.map(problem));
  return claims.map((claim, index) => {
    const location = locate(['claims', index]);
    return { claim, ...(location && { location }) };
  });
}

/**
 * A claim that was written in a program, held against the schema as those of files are.
 *
 * @throws ProblemError with everything that is wrong in it
 */
export function checkedClaim(claim: unknown): Claim {
  const named = isPlainMap(claim) ? { name: 'this claim', ...claim } : claim;
  const [placed] = claimsOf({ claims: [named] });
  if (!placed) throw new Error('a claim was read as none');
  return placed.claim;
}
