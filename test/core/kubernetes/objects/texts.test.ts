import { container, deployment, found } from './support';

test('a NUL character in a variable or an argument is told', () => {
  expect(found(deployment('env: [{ name: A, value: "a\\0b" }], command: [a], args: [b, "c\\0"]'))).toEqual([
    `nul-in-text ${container}.env.0.value`,
    `nul-in-text ${container}.args.1`,
  ]);
});
