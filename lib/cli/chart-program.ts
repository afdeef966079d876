import { type Problem, ProblemError } from '../core/finding';
import { type ApiObjectData, formatIdentity, identityKey, identityOf, objectsOf } from '../core/manifest';
import type { Environment } from '../project/environment';
import type { ProgramOutput } from '../project/program';
import type { ProgramObjects } from '../tools/chart';

/**
 * What a program makes of each environment beside what its files declare.
 *
 * @throws ProblemError where it changes or leaves out what they declare: values of a chart follow from the files
 */
export function objectsBeside(
  output: ProgramOutput,
  environments: readonly Environment[],
  declared: ProgramOutput,
): ReadonlyMap<string, ProgramObjects> {
  const problems: Problem[] = [];
  const beside = environments.map(({ name, namespace }): [string, ProgramObjects] => {
    const [made, wanted] = [objectsIn(output, name), objectsIn(declared, name)];
    for (const [key, { object, text }] of wanted) {
      const own = made.get(key);
      if (own?.text !== text) problems.push(changed(name, object, own === undefined));
    }
    const objects = [...made].filter(([key]) => !wanted.has(key)).map(([, { object }]) => object);
    return [name, { namespace, objects }];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return new Map(beside);
}

interface Made {
  readonly object: ApiObjectData;
  readonly text: string;
}

/** The objects of an environment by identity. */
function objectsIn({ apps }: ProgramOutput, name: string): ReadonlyMap<string, Made> {
  const objects = apps.flatMap(({ files, scopes, origins }) => {
    const folder = scopes[name];
    if (folder === undefined) return [];
    return Object.entries(files)
      .filter(([file]) => file in origins && file.startsWith(folder))
      .flatMap(([file, text]) => objectsOf(text, file).objects);
  });
  return new Map(
    objects.map(({ object }) => [
      identityKey(identityOf(object)),
      {
        object,
        text: JSON.stringify(object, (_, value: unknown) =>
          typeof value === 'bigint' ? `${value}n` : value,
        ),
      },
    ]),
  );
}

function changed(environment: string, object: ApiObjectData, isGone: boolean): Problem {
  const what = formatIdentity(identityOf(object));
  return {
    rule: 'program-changes-declared',
    severity: 'error',
    message: `The program ${isGone ? 'leaves out' : 'changes'} ${what} of ${environment}, which the environment files declare.`,
    consequence: 'The chart makes it of values, which know nothing of the program; nothing was written.',
    fix: 'Say it in the environment files, or let the program make objects of its own beside; --environments DIR takes the files alone.',
  };
}
