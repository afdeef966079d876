import type { CelAnswer } from './answer';
import answers from './answers.json';
import { CelFault, dyn, readCel } from '../../../lib/check/cel';
import { difference } from './compare';
import { answerOf } from './ours';
import { asked, written } from './written';

// test/real/cel holds these answers against the packages of the API server, and records them.
const recorded: Readonly<Record<string, CelAnswer>> = answers;

/** What the API server takes for a list of integers, as it does with any list of which nothing is known. */
const notHere = new Set(['[].max()', '[].isSorted()']);

test('every expression has the answer that the API server gives', () => {
  const differences = written.flatMap((expression) => {
    const ours = answerOf({ expression, object: asked });
    const theirs = recorded[expression];
    if (notHere.has(expression)) return [];
    const found = theirs && ours ? difference(theirs, ours) : 'it has no answer';
    return found === undefined ? [] : [{ expression, found, theirs, ours }];
  });
  expect(differences).toEqual([]);
});

test.each([
  ["timestamp('2024-01-02T03:04:05Z').getHours('Europe/Berlin')", 'another zone'],
  ["format.named('dns1123Label')", 'a text names'],
  ['[].sort()', 'say which'],
  ["format.uri().validate('x')", 'not evaluated here'],
])('what cannot be evaluated here is told when it is read: %s', (expression, reason) => {
  expect(() => readCel(expression, { names: { object: dyn } })).toThrow(reason);
});

test('a mistake has its place in the expression', () => {
  const text = "object.name.startsWith(1) || object.x == 'a' + 2";
  expect(offsetOf(text)).toBe(text.indexOf('.startsWith'));
});

test('an expression that never ends is given up', () => {
  const all = 'lists.range(1000)';
  const program = readCel(`${all}.all(x, ${all}.all(y, ${all}.all(z, x + y + z >= 0)))`, { names: {} });
  expect(() => program.run(() => null)).toThrow('cost limit');
});

test('a name that stands for nothing here is refused with the reason', () => {
  const scope = { names: {}, beyond: { authorizer: 'only the API server knows who asks' } };
  expect(() => readCel("authorizer.path('/healthz').check('get').allowed()", scope)).toThrow('who asks');
});

function offsetOf(text: string): number | undefined {
  try {
    readCel(text, { names: { object: dyn } });
    return undefined;
  } catch (error) {
    return error instanceof CelFault ? error.offset : undefined;
  }
}
