import { variableName } from './secret-parts';

/** The variable of the shell that holds a text, by the name that is wanted for it. */
export type VariableNaming = (wanted: string, text: string) => string;

/**
 * Names for variables of the shell, one for each text: what differs from environment to environment is told apart by
 * their names.
 */
export function variableNaming(): (environment: string) => VariableNaming {
  const texts = new Map<string, string>();
  return (environment) => (wanted, text) => {
    const own = `${wanted}_${variableName(environment)}`;
    let name = texts.has(wanted) && texts.get(wanted) !== text ? own : wanted;
    for (let number = 2; texts.has(name) && texts.get(name) !== text; number++) name = `${own}_${number}`;
    texts.set(name, text);
    return name;
  };
}
