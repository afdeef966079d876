import { isEqual } from '../core/base';
import { type Problem, ProblemError } from '../core/finding';
import { type ApiObjectData, formatIdentity, objectKey, identityOf, objectsOf } from '../core/manifest';
import type { Environment } from '../project/environment';
import type { ProgramOutput } from '../project/program';
import { type ProgramObjects, declaredWith, routedBeside } from '../tools/chart';

/**
 * What a program makes of each environment beside what its files declare. Its routes may lead to ports of declared
 * services, whose NetworkPolicies admit Traefik there.
 *
 * @throws ProblemError where it changes or leaves out what they declare: values of a chart follow from the files
 */
export function objectsBeside(
  output: ProgramOutput,
  environments: readonly Environment[],
  declared: ProgramOutput,
): ReadonlyMap<string, ProgramObjects> {
  const problems: Problem[] = [];
  const beside = environments.map((environment): [string, ProgramObjects] => {
    const { name } = environment;
    const [made, wanted] = [objectsIn(output, name), objectsIn(declared, name)];
    const objects = [...made].filter(([key]) => !wanted.has(key)).map(([, { object }]) => object);
    const routed = routedBeside(environment, objects);
    const differing = [...wanted].filter(([key, { text }]) => made.get(key)?.text !== text);
    const opened = new Map(
      (differing.length > 0 ? declaredWith(environment, routed) : []).map((object) => [
        objectKey(object),
        object,
      ]),
    );
    for (const [key, { object }] of differing) {
      const own = made.get(key)?.object;
      if (!own || !isEqual(own, opened.get(key))) problems.push(changed(name, object, own === undefined));
    }
    return [name, { namespace: environment.namespace, objects, routed }];
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
      objectKey(object),
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
