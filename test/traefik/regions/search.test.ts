import { budget, findText, prefixAutomaton, regexpAutomaton } from '../../../lib/traefik/regions';
import { regexpProgram, toBytes } from '../../../lib/traefik/rule';

const nothing = () => budget(0, 0);
const prefix = (text: string, holds = true) => ({ automaton: prefixAutomaton(text), holds });

function expression(pattern: string, holds = true) {
  const program = regexpProgram(toBytes(pattern));
  if (!program) throw new Error(pattern);
  return { automaton: regexpAutomaton(program), holds };
}

it('spends nothing on what a text is known to begin with', () => {
  expect(findText([prefix('/a/'), prefix('/a/b/'), prefix('/a/c', false)], nothing())).toEqual({
    text: '/a/b/',
  });
  expect(findText([expression('^/a(?:/|$)'), prefix('/')], nothing())).toEqual({ text: '/a' });
});

it('spends nothing to see that a text cannot begin in two ways, or has what it must not', () => {
  expect(findText([prefix('/a/'), prefix('/b/')], nothing())).toBe('none');
  expect(findText([expression('^/a/'), prefix('/b/')], nothing())).toBe('none');
  expect(findText([prefix('/a/b'), prefix('/a', false)], nothing())).toBe('none');
  expect(findText([prefix('/a//b'), expression('//', false)], nothing())).toBe('none');
});
