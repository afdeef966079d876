import { createInterface } from 'node:readline';
import type { Surroundings } from './command';

/**
 * Asks somebody on a terminal, one line an answer. The terminal is left alone until the first question, and between
 * them, so that it keeps no command from its end.
 */
export function askerOn(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): NonNullable<Surroundings['ask']> {
  const answers: string[] = [];
  let waiting: ((answer: string | undefined) => void) | undefined;
  let hasEnded = false;
  const open = (): ReturnType<typeof createInterface> => {
    const terminal = createInterface({ input, output });
    // What is typed, or pasted, before it is asked for is the answer to later questions.
    terminal.on('line', (line) => {
      if (waiting) waiting(line);
      else answers.push(line);
      waiting = undefined;
    });
    terminal.on('close', () => {
      hasEnded = true;
      waiting?.(undefined);
    });
    terminal.on('SIGINT', () => terminal.close());
    return terminal;
  };
  let terminal: ReturnType<typeof createInterface> | undefined;
  return async (text) => {
    terminal ??= open();
    // What stands above the line of the answer is no part of what is edited.
    const [, above = '', question = ''] = /^(.*\n)?(.*)$/s.exec(text) ?? [];
    output.write(above);
    if (answers.length > 0 || hasEnded) {
      output.write(`${question}\n`);
      return answers.shift();
    }
    terminal.setPrompt(question);
    terminal.prompt();
    const answer = await new Promise<string | undefined>((resolve) => void (waiting = resolve));
    if (!hasEnded) terminal.pause();
    return answer;
  };
}
