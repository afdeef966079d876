import type { Advice, Tell } from './fault';
import { itemsOf } from './fields';
import type { Pod } from './pods';

/** Variables and arguments that no process can be given. */
export function texts({ containers }: Pod, tell: Tell): void {
  for (const container of containers) {
    for (const variable of container.env) {
      if (isCut(variable.value['value'])) tell('nul-in-text', [...variable.field, 'value'], nulInText);
    }
    for (const list of ['command', 'args']) {
      itemsOf(container.value, list).forEach((item, index) => {
        if (isCut(item)) tell('nul-in-text', [...container.field, list, index], nulInText);
      });
    }
  }
}

function isCut(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\0');
}

/** That a text ends sooner than it is written. */
export const nulInText: Advice = {
  message: 'The text has a NUL character in it.',
  consequence: 'The container cannot start: the kernel ends such texts at it.',
  fix: 'Remove the character.',
};
