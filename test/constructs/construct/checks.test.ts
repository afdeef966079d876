import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { addCheck, collectProblems, setOrigin } from '../../../lib/constructs/construct';

const wrong = {
  rule: 'invalid-name',
  severity: 'error',
  message: 'it is wrong',
  field: ['ports', 'http'],
} as const;
const doubtful = { rule: 'floating-image', severity: 'warning', message: 'it is doubtful' } as const;

test('problems of the whole tree are collected in one go, with the path of their construct', () => {
  const app = new App();
  const outer = new Construct(app, 'outer');
  addCheck(outer, () => [wrong]);
  addCheck(new Construct(outer, 'inner'), () => [doubtful, wrong]);
  expect(collectProblems(app)).toMatchObject([
    { ...wrong, construct: 'outer' },
    { ...doubtful, construct: 'outer/inner' },
    { ...wrong, construct: 'outer/inner' },
  ]);
});

test('a problem is placed where its field was written', () => {
  const app = new App();
  const route = new Construct(app, 'route');
  setOrigin(route, (field) => ({ file: 'dev.yaml', line: 10 + field.length, column: 1 }));
  addCheck(route, () => [wrong]);
  expect(collectProblems(app)).toMatchObject([{ location: { file: 'dev.yaml', line: 12, column: 1 } }]);
});

test('a construct that came from no file is placed where the one above it was written', () => {
  const app = new App();
  const route = new Construct(app, 'route');
  setOrigin(route, (field) => ({ file: 'dev.yaml', line: 10 + field.length, column: 1 }));
  addCheck(new Construct(route, 'middleware'), () => [wrong]);
  expect(collectProblems(app)).toMatchObject([{ location: { file: 'dev.yaml', line: 10, column: 1 } }]);
});

test('validations of foreign constructs are problems too', () => {
  const app = new App();
  const foreign = new Construct(app, 'foreign');
  foreign.node.addValidation({ validate: () => ['no'] });
  expect(collectProblems(app)).toMatchObject([
    { rule: 'failed-validation', severity: 'error', message: 'no', construct: 'foreign' },
  ]);
});

test('a stock app stops on errors and lets warnings pass', () => {
  const warned: App = new App();
  addCheck(new Construct(warned, 'a'), () => [doubtful]);
  expect(() => warned.synth()).not.toThrow();

  const app = new App();
  addCheck(new Construct(app, 'a'), () => [doubtful, wrong]);
  expect(() => app.synth()).toThrow('it is wrong');
});
