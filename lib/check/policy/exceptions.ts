import { type Location, type Problem, ProblemError, problemAt, rulesNamed } from '../../core/finding';
import { type JsonSchema, readFitting } from '../../core/schema';

/** The file in which a repository says what its policies let through for a while. */
export const exceptionsName = 'policy-exceptions.yaml';

/** That something breaks a policy, who answers for it, and until when. */
export interface Exception {
  /** Number or id of the policy, or the name of a manifest. */
  readonly policy: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds. */
  readonly until: string;
  readonly location?: Location;
}

const text: JsonSchema = { type: 'string', minLength: 1 };

const schema: JsonSchema = {
  type: 'object',
  required: ['exceptions'],
  additionalProperties: false,
  properties: {
    exceptions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['policy', 'name', 'reason', 'owner', 'until'],
        additionalProperties: false,
        properties: {
          policy: text,
          kind: text,
          namespace: text,
          name: text,
          reason: text,
          owner: text,
          until: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' },
        },
      },
    },
  },
};

/**
 * Reads a file of exceptions.
 *
 * @throws ProblemError with everything that is wrong in it
 */
export function readExceptions(source: string, file: string): readonly Exception[] {
  const document = readFitting(source, file, schema, 'invalid-exceptions');
  if (!document) return [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema says that it is one
  const { exceptions } = document.value as { readonly exceptions: readonly Exception[] };
  const impossible = exceptions.flatMap(({ until }, index) =>
    isDay(until)
      ? []
      : [
          problemAt(
            { location: document.locate(['exceptions', index, 'until']) },
            {
              rule: 'invalid-exceptions',
              message: `There is no day ${until}.`,
              fix: 'Write a day that there is.',
            },
          ),
        ],
  );
  if (impossible.length > 0) throw new ProblemError(impossible);
  return exceptions.map((exception, index) => ({
    ...exception,
    location: document.locate(['exceptions', index]),
  }));
}

/** Whether a calendar has a day: 2027-02-30 looks like one. */
function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** A finding that an exception lets through. */
export interface Excepted {
  readonly problem: Problem;
  readonly by: Exception;
}

/** A finding of a policy, and how exceptions call the policy. */
export interface PolicyProblem {
  readonly policy: string;
  readonly problem: Problem;
}

/** Parts what exceptions let through from what they don't; what is wrong with exceptions is a finding itself. */
export function applyExceptions(
  found: readonly PolicyProblem[],
  exceptions: readonly Exception[],
  today: string,
): { readonly findings: readonly Problem[]; readonly excepted: readonly Excepted[] } {
  const used = new Set<Exception>();
  const excepted: Excepted[] = [];
  const findings: Problem[] = [];
  for (const each of found) {
    const by = exceptions.find((exception) => isFor(exception, each));
    if (by) used.add(by);
    if (by && by.until >= today) excepted.push({ problem: each.problem, by });
    else findings.push(each.problem);
  }
  const over = exceptions.filter((exception) => used.has(exception) && exception.until < today);
  const idle = exceptions.filter((exception) => !used.has(exception));
  return {
    excepted,
    findings: [
      ...findings,
      ...over.map((exception) =>
        told(exception, 'expired-exception', 'error', `ended on ${exception.until}`),
      ),
      ...idle.map((exception) => told(exception, 'idle-exception', 'info', 'lets nothing through here')),
    ],
  };
}

function isFor(
  { policy, kind, namespace, name }: Exception,
  { policy: called, problem: { rule, object } }: PolicyProblem,
): boolean {
  if (policy !== called && !(called === rule && rulesNamed(policy).includes(rule))) return false;
  if (kind !== undefined && kind !== object?.kind) return false;
  if (namespace !== undefined && namespace !== (object?.namespace ?? 'default')) return false;
  return name === undefined || name === object?.name;
}

function told(
  { policy, name, reason, owner, location }: Exception,
  rule: 'expired-exception' | 'idle-exception',
  severity: 'error' | 'info',
  what: string,
): Problem {
  return {
    rule,
    severity,
    message: `The exception from ${policy} for ${name ?? 'all objects'} ${what}: ${reason} (${owner}).`,
    ...(location && { location }),
  };
}
